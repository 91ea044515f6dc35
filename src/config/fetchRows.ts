import { connectionRows } from './connectionRows.ts'
import { hostTable } from './hostTable.ts'
import { bytes, count, duration, optionalText, text, toggle, wordOrCount } from './kinds.ts'
import { manners } from './manners.ts'
import { version } from './version.ts'

/** What may stand in a header of our own making. */
const headerText = {
  pattern: /^[!-~]([ -~]*[!-~])?$/,
  allowed: 'printable ASCII on one line, without spaces at its ends',
}

/** How pages are asked for. */
export const fetchRows = {
  concurrency: wordOrCount({
    default: 64,
    word: 'auto',
    min: 1,
    max: 1024,
    help: 'Most requests in flight at once, over all hosts; auto finds out how many are worth it.',
  }),
  perHost: { concurrency: manners.concurrency, intervalMs: manners.intervalMs },
  hosts: hostTable({
    default: {},
    entries: manners,
    help: 'What is different for some hosts: example.com, or *.example.com for all names below it. JSON on the command line.',
  }),
  maxBodyBytes: bytes({
    default: 10 * 1024 ** 2,
    min: 1,
    max: 1024 ** 3,
    help: 'Largest body, on the wire and decoded; a larger one fails.',
  }),
  maxBufferedBytes: bytes({
    default: 64 * 1024 ** 2,
    min: 1,
    help: 'No fetch starts while this much waits for analysis.',
  }),
  timeoutMs: duration({
    default: 30_000,
    min: 100,
    max: 3_600_000,
    help: 'Deadline of one attempt, redirects included.',
  }),
  connectTimeoutMs: duration({
    default: 10_000,
    min: 100,
    max: 600_000,
    help: 'Deadline of one connection, TLS included.',
  }),
  firstByteTimeoutMs: duration({
    default: 30_000,
    min: 100,
    max: 3_600_000,
    help: "Deadline of an answer's first byte, from when its request is sent.",
  }),
  retries: count({
    default: 3,
    min: 0,
    max: 20,
    help: 'Attempts after the first, for failures that may pass.',
  }),
  maxRetryAfterMs: duration({
    default: 60_000,
    min: 0,
    max: 86_400_000,
    help: 'Longest that a host may ask to be left alone; beyond it its pages fail.',
  }),
  maxAgeMs: duration({
    default: 0,
    min: 0,
    max: 31_536_000_000,
    help: 'Do not ask again for a page whose stored result is younger.',
  }),
  maxRedirects: count({
    default: 10,
    min: 0,
    max: 50,
    help: 'Most redirects followed for one page.',
  }),
  userAgent: text({
    default: `textmill/${version}`,
    defaultLabel: 'textmill/<version>',
    ...headerText,
    help: 'What requests call themselves.',
  }),
  contact: optionalText({
    default: null,
    pattern: /^(https?:\/\/[!-'*-[\]-~]+|(mailto:)?[!-'*-?A-[\]-~]+@[!-'*-?A-[\]-~]+)$/,
    allowed:
      'an http, https or mailto URL or an e-mail address, in ASCII without spaces, parentheses and backslashes',
    help: 'Where the operator of a site can reach you; it is added to the user agent.',
  }),
  acceptLanguage: text({
    default: 'en;q=0.8,*;q=0.5',
    ...headerText,
    help: 'Languages that pages are asked for in, as an Accept-Language header.',
  }),
  headers: manners.headers,
  robots: toggle({
    default: true,
    help: 'Whether robots.txt is obeyed; --no-robots on the command line.',
  }),
  allowPrivate: manners.allowPrivate,
  ...connectionRows,
} as const
