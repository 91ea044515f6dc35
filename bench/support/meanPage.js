/**
 * The mean of 374 pages of WCXB (Murrough Foley, CC BY 4.0), every fourth of them: a body of 273 KB, and a row of 41 KB, of
 * which the images stand for whatever is neither text, link nor heading.
 */
export const MEAN_PAGE = { words: 1708, wordsAParagraph: 39, links: 110, headings: 27, images: 150 }
export const BODY_BYTES = 273_000
export const HOSTS = 64
/** Pages in analysis at once. */
export const AT_ONCE = 4
/** A transaction ends with so many rows, or when it is so old: as the store has it. */
export const GROUP = { rows: 64, ageMs: 50 }
const TRIPS = 3

/** What else a thread tells of a page. */
export const ANSWER = {
  bytes: BODY_BYTES,
  charset: 'utf-8',
  language: 'en',
  bodyHash: '0123456789012345678901',
  textHash: '0123456789012345678901',
  trace: { thread: 1, tookMs: 12.5, charsetFrom: 'header' },
}

export const pageOf = (/** @type {string} */ url) => Number(/(\d+)\.html$/.exec(url)?.[1])

/** Calls `work` with 0 to `count` - 1, so many of them at once. */
export async function inParallel(
  /** @type {number} */ count,
  /** @type {(index: number) => Promise<void>} */ work,
) {
  let next = 0
  const worker = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

/**
 * Of some trips the one that took the median time: one alone is too short to rely on.
 *
 * @template {{ tripMs: number }} Trip
 * @param {() => Promise<Trip>} trip
 */
export async function medianTrip(trip) {
  const trips = []
  for (let count = 0; count < TRIPS; count++) trips.push(await trip())
  trips.sort((a, b) => a.tripMs - b.tripMs)
  return trips[TRIPS >> 1] ?? {}
}
