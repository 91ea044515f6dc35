import { setMaxListeners } from 'node:events'
import type { LookupFunction } from 'node:net'
import type { Dispatcher } from 'undici'
import type { FetchConfig, HostSettings } from '../types.ts'
import { type Connect, createConnect } from './connect.ts'
import { createTransport, type Transport, type TransportOptions } from './createTransport.ts'
import { type HttpProxy, proxyFor } from './proxy/proxyFor.ts'
import { forwardedBy } from './proxy/proxyForward.ts'
import { createProxyConnect } from './proxy/proxyTunnel.ts'
import { trustedAuthorities } from './trustedAuthorities.ts'
import type { WebAddress } from './webAddress.ts'

/** Keeps connections to many servers, or to the proxies before them. */
export interface Client extends AsyncDisposable {
  /** The dispatcher to send a request for this URL through. */
  dispatcherFor(url: WebAddress): Dispatcher
  /** Ends every connection, and the attempts at one. */
  [Symbol.asyncDispose](): Promise<void>
}

export interface ClientOptions {
  readonly config: FetchConfig
  /** `concurrency` is the number of connections that an origin on that host may have. */
  readonly settingsOf: (hostname: string) => HostSettings
  /** Whether the certificates of a host are not verified. */
  readonly isInsecure: (hostname: string) => boolean
  /** Looks names up for direct connections. The names behind a proxy are looked up by the proxy. */
  readonly lookup: LookupFunction
  /** Where proxies may be named. */
  readonly env: NodeJS.ProcessEnv
}

/** undici's own deadline comes after ours: it is only precise to a second, and the last resort. */
const LAST_RESORT_MS = 1000

/**
 * Reads the files of `fetch.ca` once. Throws a `ConfigError` for a file that holds no certificates, and for a proxy that
 * cannot be one.
 */
export function createClient(options: ClientOptions): Client {
  const { config, settingsOf, lookup, env } = options
  const proxyOf = proxyFor(config.proxy, env)
  const connectWith = createConnectWith(options)
  const closing = new AbortController()
  setMaxListeners(0, closing.signal)
  const transportOver = (connectOver: TransportOptions['connectWith']): Transport =>
    createTransport({
      connectWith: connectOver,
      connectTimeoutMs: config.connectTimeoutMs,
      concurrencyOf: (hostname) => settingsOf(hostname).concurrency,
      http2: config.http2,
      closing: closing.signal,
    })

  const direct = transportOver(({ allowH2 }) => connectWith({ lookup, allowH2 }))
  const ways = new Map<HttpProxy, Way>()
  const wayThrough = (proxy: HttpProxy): Way => {
    const known = ways.get(proxy)
    if (known !== undefined) return known
    const connectProxy = connectWith({ allowH2: false })
    const transport = transportOver((offers) =>
      createProxyConnect({ proxy, connectProxy, connectTarget: connectWith(offers) }),
    )
    const way = { transport, forwarding: transport.dispatcher.compose(forwardedBy(proxy)) }
    ways.set(proxy, way)
    return way
  }

  return {
    dispatcherFor(url) {
      const proxy = proxyOf(url)
      if (proxy === undefined) return direct.dispatcher
      const { transport, forwarding } = wayThrough(proxy)
      return url.protocol === 'https:' ? transport.dispatcher : forwarding
    },
    async [Symbol.asyncDispose]() {
      closing.abort(new ClosedError('the client is closed'))
      const transports = [direct, ...[...ways.values()].map(({ transport }) => transport)]
      await Promise.all(transports.map((transport) => transport[Symbol.asyncDispose]()))
    },
  }
}

/** A proxy's transport, and the same for what is asked of the proxy itself. */
interface Way {
  readonly transport: Transport
  readonly forwarding: Dispatcher
}

class ClosedError extends Error {
  override name = 'ClosedError'
  readonly code = 'UND_ERR_CLOSED'
}

/** Makes connections of one kind, with what holds for all of them. */
function createConnectWith({ config, isInsecure, env }: ClientOptions) {
  const { ca, ipFamily, connectTimeoutMs } = config
  const secureContext = trustedAuthorities(ca, env)
  const shared = {
    timeout: connectTimeoutMs + LAST_RESORT_MS,
    ...(ipFamily === 'auto' ? {} : { family: ipFamily, autoSelectFamily: false }),
    ...(secureContext === undefined ? {} : { secureContext }),
  }
  return (kind: { readonly allowH2: boolean; readonly lookup?: LookupFunction }): Connect => {
    const verifying = createConnect({ ...shared, ...kind, rejectUnauthorized: true })
    const careless = createConnect({ ...shared, ...kind, rejectUnauthorized: false })
    return (target, signal) => (isInsecure(target.hostname) ? careless : verifying)(target, signal)
  }
}
