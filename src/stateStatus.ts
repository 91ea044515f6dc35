import { lockHolder } from './store/lock.ts'
import { readState } from './store/readState.ts'
import type { FailureGroup, PlaceCounts } from './store/runProgress.ts'
import type { StateSize } from './store/stateSize.ts'
import type { StoredRun } from './store/storedRun.ts'

/** How a run stands, by its state. */
export interface StateStatus {
  readonly size: StateSize
  /** Who works on it now, such as `pid 7 on mill since 2026-11-02T03:00:00.000Z`; null where nobody does. */
  readonly heldBy: string | null
  readonly run: StoredRun | undefined
  readonly counts: PlaceCounts
  /** The most pages first. */
  readonly failures: readonly FailureGroup[]
  /** Hosts with unfinished pages, the most first, and no more than ten of them. */
  readonly unfinishedHosts: readonly { readonly host: string; readonly pages: number }[]
  /** Origins that nobody answers at: their pages failed without being asked for. */
  readonly givenUpOrigins: readonly { readonly origin: string; readonly failures: number }[]
}

const SHOWN_HOSTS = 10

/**
 * Tells how the last run of a state stands, which may go on meanwhile. Throws an `InputError` or a `StateError` where there is no
 * state to be read.
 */
export async function stateStatus(statePath: string): Promise<StateStatus> {
  return await readState(statePath, (state) => ({
    size: state.size(),
    heldBy: lockHolder(statePath) ?? null,
    run: state.run,
    counts: state.counts(),
    failures: state.failures(),
    unfinishedHosts: state.unfinishedHosts(SHOWN_HOSTS),
    givenUpOrigins: state.givenUpOrigins(),
  }))
}

/**
 * The run of a state that is not over, and that nobody works on: it was cut short. Throws as `stateStatus`.
 */
export async function runCutShort(statePath: string): Promise<StoredRun | undefined> {
  const run = await readState(statePath, (state) => state.run)
  return run?.closedAt === null && lockHolder(statePath) === undefined ? run : undefined
}
