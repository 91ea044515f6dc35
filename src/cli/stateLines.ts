import { spokenSize } from '../config/spokenSize.ts'
import type { DescribedState, PrunedState } from '../stateUpkeep.ts'

/** What a state takes up, in a line. */
export function sizeLine({ bytes, logBytes, freeBytes }: DescribedState['size']): string {
  const free = freeBytes === 0 ? '' : ` (${spokenSize(freeBytes)} of it free)`
  const log = logBytes === 0 ? '' : `, and a log of ${spokenSize(logBytes)}`
  return `  state: ${spokenSize(bytes)}${free}${log}`
}

/** What a state holds, in a few lines. */
export function stateLines({ size, contents }: DescribedState): string[] {
  const { listed, pages, results, unlistedResults, runs, robots, hosts, oldest, newest } = contents
  const unlisted =
    unlistedResults === 0 ? '' : `, ${unlistedResults} of them of pages that are not listed any more`
  const span = oldest === newest ? `${newest}` : `${oldest} to ${newest}`
  return [
    sizeLine(size),
    `  ${counted(listed, 'entry', 'entries')} in the list of the last start, ${counted(pages, 'page')} known`,
    `  ${counted(results, 'result')}${unlisted}`,
    ...(newest === null ? [] : [`  results of the ${oldest === newest ? 'run' : 'runs'} of ${span}`]),
    `  ${counted(runs, 'run')}, ${counted(robots, 'robots.txt', 'robots.txt')}, ${counted(hosts, 'host')} with manners of their own`,
  ]
}

/** What was removed from a state, and what that has brought. */
export function prunedLines({ pages, runs, robots, hosts, bytesBefore, bytesAfter }: PrunedState): string[] {
  const removed = [
    ...(pages > 0 ? [counted(pages, 'page')] : []),
    ...(runs > 0 ? [counted(runs, 'run')] : []),
    ...(robots > 0 ? [counted(robots, 'robots.txt', 'robots.txt')] : []),
    ...(hosts > 0 ? [counted(hosts, 'host')] : []),
  ]
  return [
    `  removed: ${removed.join(', ') || 'nothing'}`,
    `  state: ${spokenSize(bytesBefore)} before, ${spokenSize(bytesAfter)} now`,
  ]
}

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`
