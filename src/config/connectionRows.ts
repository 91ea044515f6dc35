import { hostPatterns } from './hostPatterns.ts'
import { choice, optionalPath, paths, toggle } from './kinds.ts'
import { proxyAddress } from './proxyAddress.ts'

/** What is spoken with hosts, through whom, and whom to trust. */
export const connectionRows = {
  http2: toggle({
    default: false,
    help: 'Whether HTTP/2 is spoken with servers that offer it.',
  }),
  proxy: proxyAddress({
    default: 'environment',
    help: 'Proxy to go through: by HTTP_PROXY, HTTPS_PROXY and NO_PROXY, none, or the one named.',
  }),
  cookies: toggle({
    default: false,
    help: 'Whether cookies are kept and sent, for as long as the run lasts.',
  }),
  cookieJar: optionalPath({
    default: null,
    help: 'File (cookies.txt) whose cookies are read before the run and written after it; sets cookies.',
  }),
  ca: paths({
    default: [],
    allowed: 'a list of files (PEM)',
    help: 'Certificate authorities to trust besides the usual ones. Repeatable.',
  }),
  insecureHosts: hostPatterns({
    default: [],
    help: 'Hosts whose certificates are not verified. Repeatable.',
  }),
  ipFamily: choice<'auto' | 4 | 6>({
    default: 'auto',
    words: ['auto', 4, 6],
    help: 'Family of the addresses to connect to.',
  }),
} as const
