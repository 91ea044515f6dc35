import { type Deadline, unlessEnded } from '../deadline.ts'
import { isListedHost, literalAddress } from './addressHost.ts'
import { isPublicAddress } from './addressScope.ts'

/** The hosts that the inputs of a run name and that may be private: the only private ones a redirect may lead to. */
export interface NamedHosts {
  /** Notes the host of an input. */
  add(hostname: string): void
  has(hostname: string): boolean
  /** No more inputs will come. */
  end(): void
  /**
   * Resolves when it is certain whether an input names the host: the list is read while pages are already being
   * fetched, and the answer must not depend on how far it was read. Rejects with the deadline's reason.
   */
  certain(hostname: string, deadline: Deadline): Promise<void>
}

export function createNamedHosts(): NamedHosts {
  const names = new Set<string>()
  let end: () => void = () => {}
  let hasEnded = false
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return {
    add(hostname) {
      if (isListedHost(hostname) && !isPublicLiteral(hostname)) names.add(hostname)
    },
    has: (hostname) => names.has(hostname),
    end() {
      hasEnded = true
      end()
    },
    async certain(hostname, deadline) {
      if (hasEnded || names.has(hostname) || !isListedHost(hostname) || isPublicLiteral(hostname)) return
      await unlessEnded(ended, deadline)
    },
  }
}

/** A public address may be asked for whoever names it; a million of them need not be remembered. */
function isPublicLiteral(hostname: string): boolean {
  const address = literalAddress(hostname)
  return address !== undefined && isPublicAddress(address)
}
