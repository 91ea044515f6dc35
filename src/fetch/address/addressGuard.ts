import type { AllowPrivate } from '../../types.ts'
import { bareHost, isListedHost, literalAddress } from './addressHost.ts'
import { isPublicAddress } from './addressScope.ts'

export interface AddressGuardOptions {
  /** Asked with a bare host: lower case, no brackets, no final dot. */
  readonly policyOf: (host: string) => AllowPrivate
  /**
   * Whether an input of this run names the host. Asked with a URL's `hostname`, both with a final dot and without, and
   * only when the answer decides: the host's form is one that may be private, and its address is not public.
   */
  readonly isNamed: (hostname: string) => boolean
}

/** Knows which addresses may be connected to. Keeps nothing: every question is judged anew. */
export interface AddressGuard {
  /**
   * Whether `url` must not be asked for, as far as that can be told without a look-up: its host is an IP literal, in
   * whichever spelling, or `localhost`, and not allowed. For the URLs of inputs and for every redirect.
   */
  blocks(url: Pick<URL, 'hostname'>): boolean
  /** Whether a connection for the host may be made to an address that its look-up has answered. */
  allows(hostname: string, address: string): boolean
}

/** What a connection fails with whose host has no address that is allowed. The message never holds the address. */
export class BlockedAddressError extends Error {
  override name = 'BlockedAddressError'
  readonly code = 'ERR_TEXTMILL_BLOCKED_ADDRESS'

  constructor() {
    super('the host resolves to an address that is not public')
  }
}

/**
 * A guard for one run. One question serves inputs and redirects alike: is the host named by an input, and of a form
 * that may be private? An input names itself, so its form decides; a redirect must lead to a host that an input names.
 */
export function createAddressGuard({ policyOf, isNamed }: AddressGuardOptions): AddressGuard {
  const mayBePrivate = (hostname: string): boolean => {
    const policy = policyOf(bareHost(hostname))
    if (policy !== 'listed') return policy === 'always'
    return isListedHost(hostname) && spellings(hostname).some(isNamed)
  }
  const allows = (hostname: string, address: string): boolean =>
    isPublicAddress(address) || mayBePrivate(hostname)
  return {
    allows,
    blocks({ hostname }) {
      const address = literalAddress(hostname)
      return address !== undefined && !allows(hostname, address)
    },
  }
}

function spellings(hostname: string): string[] {
  const relative = hostname.replace(/\.$/, '')
  return [relative, `${relative}.`]
}
