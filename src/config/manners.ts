import { basicAuth } from './basicAuth.ts'
import { headerMap } from './headerMap.ts'
import { choice, count, duration } from './kinds.ts'

/** How a host is treated: what holds for every host, and by the same rows, what a host may have of its own. */
export const manners = {
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
  headers: headerMap({
    default: {},
    help: "Headers for the origin of each page's own URL, and no other; --header 'Name: value' is repeatable.",
    flag: 'header',
  }),
  // Nobody has one by default, and no key of every host: it is here for hosts of their own.
  auth: basicAuth({ default: ':', help: 'Basic authentication.' }),
  allowPrivate: choice({
    default: 'listed',
    words: ['never', 'listed', 'always'],
    help: 'Who may have a private address: nobody, inputs that are an IP, localhost or a local name, or everybody.',
  }),
} as const
