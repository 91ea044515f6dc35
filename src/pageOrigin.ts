import type { Fetcher } from './fetch/createFetcher.ts'
import type { RobotsCache } from './fetch/robots/createRobots.ts'
import type { EntryGroups } from './source/readGroups.ts'
import type { HostSettings, PageEntry } from './types.ts'

/** Where a run has its pages from. */
export interface PageOrigin extends AsyncDisposable {
  /** How each host is treated. */
  mannersOf(hostname: string): HostSettings
  /** Throws an `InputError` for what would stop the run before it begins. */
  check(): Promise<void>
  /** Opens the list of pages. Throws an `InputError` when it is empty. */
  openList(signal: AbortSignal): Promise<EntryGroups>
  /** Throws an `InputError` for what would keep the list from being read to its end, as far as that can be found beforehand. */
  checkList(signal: AbortSignal): Promise<void>
  /** Notes an entry of the list, as it is read. */
  note(entry: PageEntry): void
  /** The list has been read to its end. */
  endList(): void
  createFetcher(robotsCache: RobotsCache): Promise<Fetcher>
}
