import { ADDRCONFIG, type LookupAddress } from 'node:dns'
import { lookup as systemLookup } from 'node:dns/promises'
import pLimit from 'p-limit'
import { errorCode } from '../../errors.ts'

/** All addresses of a host name, in the resolver's order. Rejects with the resolver's error. */
export type ResolveHost = (hostname: string) => Promise<readonly LookupAddress[]>

export interface CachedLookupOptions {
  readonly resolve?: ResolveHost
  /** Names kept at most; the one not asked for longest goes first. */
  readonly maxNames?: number
  /** How long an answer holds. The system's look-up does not tell the record's own time to live. */
  readonly answerTtlMs?: number
  /** How long it holds that a name does not exist. Other failures are never kept. */
  readonly notFoundTtlMs?: number
  /** Most look-ups at once. Each holds a thread that the process's file work needs too. */
  readonly concurrency?: number
  /** A clock that never goes back, in milliseconds. */
  readonly now?: () => number
}

export interface CachedLookup extends Disposable {
  /** The addresses of a name: those known, or those of a look-up that everyone asking meanwhile shares. */
  readonly addressesOf: ResolveHost
  /** Look-ups that have not begun never will, and their promises stay open: for when nobody waits any more. */
  [Symbol.dispose](): void
}

interface Known {
  readonly addresses: Promise<readonly LookupAddress[]>
  staleAtMs: number
}

const NOT_FOUND = new Set(['ENOTFOUND', 'ENODATA', 'EAI_NODATA'])

/**
 * A memory of look-ups. libuv, too, gives look-ups no more than half of its four threads, but what waits there cannot
 * be taken back: a stopped run would stay for every dead name it had asked for.
 */
export function createCachedLookup({
  resolve = systemAddresses,
  maxNames = 5000,
  answerTtlMs = 60_000,
  notFoundTtlMs = 5000,
  concurrency = 2,
  now = () => performance.now(),
}: CachedLookupOptions = {}): CachedLookup {
  const slots = pLimit(concurrency)
  const names = new Map<string, Known>()

  const keep = (hostname: string, known: Known): void => {
    names.delete(hostname)
    names.set(hostname, known)
    const [oldest] = names.keys()
    if (names.size > maxNames && oldest !== undefined) names.delete(oldest)
  }
  const begin = (hostname: string): Known => {
    const known: Known = { addresses: slots(resolve, hostname), staleAtMs: Number.POSITIVE_INFINITY }
    known.addresses.then(
      () => {
        known.staleAtMs = now() + answerTtlMs
      },
      (error: unknown) => {
        const keptMs = NOT_FOUND.has(errorCode(error) ?? '') ? notFoundTtlMs : Number.NEGATIVE_INFINITY
        known.staleAtMs = now() + keptMs
      },
    )
    return known
  }

  return {
    addressesOf(hostname) {
      const last = names.get(hostname)
      const known = last !== undefined && now() < last.staleAtMs ? last : begin(hostname)
      keep(hostname, known)
      return known.addresses
    },
    [Symbol.dispose]: () => slots.clearQueue(),
  }
}

/**
 * As `net.connect` asks by itself. Not `dns.Resolver`, though it needs no threads: it knows neither the hosts file nor
 * any other source of names that the system is set up with, so that names would mean something else than to the user.
 */
function systemAddresses(hostname: string): Promise<LookupAddress[]> {
  const hints = process.platform === 'win32' ? 0 : ADDRCONFIG
  return systemLookup(hostname, { all: true, hints })
}
