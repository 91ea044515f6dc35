import { bytes, choice, count, duration, text, toggle } from './kinds.ts'
import { version } from './version.ts'

/** How pages are asked for. */
export const fetchRows = {
  concurrency: count({
    default: 64,
    min: 1,
    max: 1024,
    help: 'Most requests in flight at once, over all hosts.',
  }),
  perHost: {
    concurrency: count({
      default: 4,
      min: 1,
      max: 1024,
      help: 'Most requests in flight at once for one host name.',
      flag: 'per-host',
    }),
    intervalMs: duration({
      default: 0,
      min: 0,
      max: 86_400_000,
      help: 'Least time between two requests to one host name; up to a fifth is added at random.',
      flag: 'interval',
    }),
  },
  timeoutMs: duration({
    default: 30_000,
    min: 100,
    max: 3_600_000,
    help: 'Deadline of one attempt, redirects included.',
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
  retries: count({
    default: 3,
    min: 0,
    max: 20,
    help: 'Attempts after the first, for failures that may pass.',
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
    pattern: /^[!-~]([ -~]*[!-~])?$/,
    allowed: 'printable ASCII on one line, without spaces at its ends',
    help: 'What requests call themselves.',
  }),
  robots: toggle({
    default: true,
    help: 'Whether robots.txt is obeyed; --no-robots on the command line.',
  }),
  allowPrivate: choice({
    default: 'listed',
    words: ['never', 'listed', 'always'],
    help: 'Who may have a private address: nobody, inputs that are an IP, localhost or a local name, or everybody.',
  }),
} as const
