/**
 * What is taken for granted where no earlier run tells. Measured with 400 real pages (of 240 KB, mean) and 500 generated ones (170 KB) on
 * two cores, but for the time to fetch a page, which depends on servers: half a second is that of a usual one far away.
 */
export const ASSUMED = {
  /** For how long a page holds a slot of the network. */
  fetchMs: 500,
  analysisMs: 30,
  /** The JSON of a result. */
  jsonBytes: 42_000,
  /** A page as it is kept. */
  bodyBytes: 200_000,
} as const
