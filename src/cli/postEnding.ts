import { setTimeout as delay } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { errorCode, errorMessage } from '../errors.ts'
import type { Ending } from './ending.ts'

const TIMEOUT_MS = 30_000
const RETRY_DELAYS_MS = [1000, 4000]

/** Sends the ending to a web address, again where that may help and until `signal` aborts. Resolves to what went wrong, if anything. */
export async function postEnding(
  url: string,
  ending: Ending,
  signal: AbortSignal,
): Promise<string | undefined> {
  await using agent = agentOf()
  // An address often holds a secret: only its host is named.
  const host = URL.canParse(url) ? new URL(url).host : 'the address'
  for (const delayMs of [...RETRY_DELAYS_MS, undefined]) {
    const problem = await postOnce(url, JSON.stringify(ending), { dispatcher: agent.dispatcher, signal })
    if (problem === undefined) return undefined
    if (delayMs === undefined || !problem.mayPass || signal.aborted) return `${host} ${problem.text}`
    // Aborted it is over at once, and the next attempt says so.
    await delay(delayMs, undefined, { signal }).catch(() => {})
  }
  return undefined
}

function agentOf(): AsyncDisposable & { readonly dispatcher: Agent } {
  const dispatcher = new Agent({ headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS })
  return { dispatcher, [Symbol.asyncDispose]: () => dispatcher.destroy() }
}

interface PostContext {
  readonly dispatcher: Agent
  readonly signal: AbortSignal
}

async function postOnce(
  url: string,
  body: string,
  { dispatcher, signal }: PostContext,
): Promise<{ readonly text: string; readonly mayPass: boolean } | undefined> {
  try {
    const response = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      dispatcher,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    })
    await response.body.dump()
    const { statusCode } = response
    if (statusCode < 300) return undefined
    return { text: `answered ${statusCode}`, mayPass: statusCode >= 500 || statusCode === 429 }
  } catch (error) {
    return { text: `cannot be told: ${errorCode(error) ?? errorMessage(error)}`, mayPass: true }
  }
}
