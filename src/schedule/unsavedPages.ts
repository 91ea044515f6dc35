import type { FetchSlots } from './schedule.ts'

export interface PagesInHand extends FetchSlots {
  /** Pages that are fetched, and not yet settled. */
  readonly buffered: number
}

const PAGES = 64
const PAGES_PER_THREAD = 8
/** Leaves enough of them for a group that is worth its commit. */
const BUFFERED_SHARE = 0.75

/**
 * How many pages a killed run may have to fetch again, beyond one for each fetch slot: those that are fetched and not
 * yet committed.
 */
export function unsavedPagesLimit(threads: number): number {
  return Math.max(PAGES, PAGES_PER_THREAD * threads)
}

/** How many pages may be fetched and not yet settled when one more fetch starts. A free slot leaves room for one more. */
export function bufferedPagesLimit(threads: number, { fetchSlots, fetching }: FetchSlots): number {
  return fetchSlots - fetching + BUFFERED_SHARE * unsavedPagesLimit(threads)
}

/**
 * How many settled pages may wait for their commit when one more fetch starts. What is settled thereafter leaves the
 * sum as it is, so that the limit holds at every moment when it holds at every start.
 */
export function uncommittedPagesLimit(
  threads: number,
  { fetchSlots, fetching, buffered }: PagesInHand,
): number {
  return unsavedPagesLimit(threads) - Math.max(0, fetching + 1 + buffered - fetchSlots)
}
