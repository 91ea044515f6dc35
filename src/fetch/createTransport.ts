import { Agent, type Dispatcher, Pool } from 'undici'
import { type Connect, connectorWithin, socketWithin } from './connect.ts'
import { createHttp2Origins, withSpare } from './http2/http2Origins.ts'

/** Keeps connections of one kind: direct ones, or those through one proxy. */
export interface Transport extends AsyncDisposable {
  readonly dispatcher: Dispatcher
}

export interface TransportOptions {
  /** Makes connections that offer HTTP/2, or do not. */
  readonly connectWith: (offers: { readonly allowH2: boolean }) => Connect
  readonly connectTimeoutMs: number
  /** Most connections to an origin on that host, and most requests at once. */
  readonly concurrencyOf: (hostname: string) => number
  readonly http2: boolean
  /** Ends the attempts at a connection. */
  readonly closing: AbortSignal
}

const MAX_HEADER_BYTES = 65_536

export function createTransport({ http2, ...options }: TransportOptions): Transport {
  const connect = options.connectWith({ allowH2: false })
  return http2 ? http2Transport(options, connect) : agentTransport(createAgent(options, connect))
}

type AgentOptions = Omit<TransportOptions, 'http2'>

function http2Transport(options: AgentOptions, connect: Connect): Transport {
  const { connectWith, connectTimeoutMs, concurrencyOf, closing } = options
  const offering = connectWith({ allowH2: true })
  const origins = createHttp2Origins({
    connect: (target) => socketWithin(connectTimeoutMs, (signal) => offering(target, signal), closing),
    concurrencyOf,
  })
  const agent = createAgent(options, withSpare(origins, connect))
  return {
    dispatcher: agent.compose(origins.interceptor),
    async [Symbol.asyncDispose]() {
      origins[Symbol.dispose]()
      await agent.destroy()
    },
  }
}

function agentTransport(agent: Agent): Transport {
  return { dispatcher: agent, [Symbol.asyncDispose]: () => agent.destroy() }
}

function createAgent({ connectTimeoutMs, concurrencyOf, closing }: AgentOptions, connect: Connect): Agent {
  const connector = connectorWithin(connectTimeoutMs, connect, closing)
  return new Agent({
    factory: (origin) =>
      new Pool(origin, {
        // Without a bound a request that starts the moment another ends would open a second connection.
        connections: concurrencyOf(new URL(origin).hostname),
        connect: connector,
        // Deadlines cover the first byte and the whole attempt; undici's idle timers would not notice a drip.
        headersTimeout: 0,
        bodyTimeout: 0,
        maxHeaderSize: MAX_HEADER_BYTES,
      }),
  })
}
