import type { LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import type { ResolveHost } from './addressCache.ts'
import { type AddressGuard, BlockedAddressError } from './addressGuard.ts'

/**
 * A look-up for a connection (`connect.lookup` of undici, `lookup` of `net.connect`) that answers only with addresses
 * the guard allows. The connection is made to one of those and to no other: nobody asks again in between. Fails with a
 * `BlockedAddressError` when none is allowed, and with ENOTFOUND when there is none of the family asked for.
 *
 * It is never called for IP literals: those are for `AddressGuard.blocks`.
 */
export function createGuardedLookup(addressesOf: ResolveHost, guard: AddressGuard): LookupFunction {
  return (hostname, { all, family }, callback) => {
    allowedAddresses(hostname, family, addressesOf, guard).then(
      (addresses) => {
        const [first] = addresses
        if (all) callback(null, addresses)
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    )
  }
}

async function allowedAddresses(
  hostname: string,
  family: number | string | undefined,
  addressesOf: ResolveHost,
  guard: AddressGuard,
): Promise<[LookupAddress, ...LookupAddress[]]> {
  const answers = await addressesOf(hostname)
  const [known, ...others] = answers.filter((answer) => isOfFamily(answer, family))
  if (known === undefined) throw notFound(hostname)
  const [first, ...rest] = [known, ...others].filter(({ address }) => guard.allows(hostname, address))
  if (first === undefined) throw new BlockedAddressError()
  return [first, ...rest]
}

function isOfFamily(answer: LookupAddress, family: number | string | undefined): boolean {
  if (family === 4 || family === 'IPv4') return answer.family === 4
  if (family === 6 || family === 'IPv6') return answer.family === 6
  return true
}

/** In the words of Node's own look-up. */
function notFound(hostname: string): Error {
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    hostname,
  })
}
