import { type AddressGuard, BlockedAddressError } from './address/addressGuard.ts'
import type { NamedHosts } from './address/namedHosts.ts'
import type { Alarms } from './alarms.ts'
import type { Cookies } from './cookies/cookies.ts'
import type { Client } from './createClient.ts'
import { type Exchange, ExchangeError, type ExchangeOptions, exchange } from './exchange.ts'
import type { WebAddress } from './webAddress.ts'

/** Sends one request to where requests may be sent. Rejects as an exchange. */
export type GuardedExchange = (url: WebAddress, options: GuardedExchangeOptions) => Promise<Exchange>
export type GuardedExchangeOptions = Omit<ExchangeOptions, 'url' | 'firstByteTimeoutMs' | 'alarms'>

export interface GuardedExchangeParts {
  readonly client: Client
  readonly guard: AddressGuard
  readonly namedHosts: NamedHosts
  readonly cookies: Cookies | undefined
  readonly alarms: Alarms
  readonly firstByteTimeoutMs: number
}

/** Origins whose verdict is remembered; a verdict costs little, but there is one for every request. */
const MAX_ALLOWED_ORIGINS = 10_000

/** Exchanges that go only to addresses the guard allows, and that keep the cookies of their answers. */
export function createGuardedExchange(parts: GuardedExchangeParts): GuardedExchange {
  const { client, guard, namedHosts, cookies, alarms, firstByteTimeoutMs } = parts
  // What is allowed once stays so: while the list is read, hosts are only added to those that it names.
  const allowed = new Set<string>()

  const send: GuardedExchange = (url, options) => {
    const sent = exchange(client.dispatcherFor(url), { url, alarms, firstByteTimeoutMs, ...options })
    return cookies === undefined ? sent : keepingCookies(sent, url, cookies)
  }
  const judge: GuardedExchange = async (url, options) => {
    await namedHosts.certain(url.hostname, options.deadline)
    if (guard.blocks(url)) throw new ExchangeError(new BlockedAddressError(), false)
    if (allowed.size >= MAX_ALLOWED_ORIGINS) allowed.clear()
    allowed.add(url.origin)
    return send(url, options)
  }
  return (url, options) => (allowed.has(url.origin) ? send : judge)(url, options)
}

async function keepingCookies(sent: Promise<Exchange>, url: WebAddress, cookies: Cookies): Promise<Exchange> {
  const response = await sent
  cookies.store(new URL(url.href), response.headers['set-cookie'])
  return response
}
