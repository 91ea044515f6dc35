import type { ScrapeProgress } from '../types.ts'
import { elapsedText } from './elapsedText.ts'

/** A count of pages that were done at one moment. */
export interface Sample {
  readonly atMs: number
  readonly done: number
}

/** Pages per second between the two ends of the samples; 0 while there is nothing to compare. */
export function recentRate(samples: readonly Sample[]): number {
  const first = samples.at(0)
  const last = samples.at(-1)
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return 0
  return ((last.done - first.done) * 1000) / (last.atMs - first.atMs)
}

/** A moment of a run in one line. A + after the total means that the input is still being read. */
export function progressText(progress: ScrapeProgress, pagesPerSecond: number): string {
  const { done, total, inputEnded, fetching, fetchSlots, analysing, threads, failed, waitingForRetry } =
    progress
  const isEndInSight = inputEnded && pagesPerSecond > 0 && done < total
  return [
    `${done}/${total}${inputEnded ? '' : '+'} pages`,
    `${pagesPerSecond.toFixed(1)}/s`,
    `fetching ${fetching}/${fetchSlots}`,
    `threads ${analysing}/${threads}`,
    `${failed} failed`,
    ...(waitingForRetry > 0 ? [`${waitingForRetry} to retry`] : []),
    ...(isEndInSight ? [`ETA ${elapsedText(((total - done) * 1000) / pagesPerSecond)}`] : []),
  ].join('  ')
}
