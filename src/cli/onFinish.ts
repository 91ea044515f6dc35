import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { errorCode, errorMessage } from '../errors.ts'
import type { ScrapeReport } from '../types.ts'

/** What is told of a run that has ended. */
export interface Ending {
  /** `failed`: by an error, told in `error`; then there is no summary. */
  readonly outcome: ScrapeReport['outcome'] | 'failed'
  readonly exitCode: number
  readonly error?: string
  readonly summary?: ScrapeReport['summary']
  readonly run?: Pick<ScrapeReport['run'], 'startedAt' | 'elapsedMs' | 'version' | 'bottleneck'>
  readonly outputs: readonly string[]
}

export interface FinishIo {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly warn: (text: string) => void
}

/**
 * Sends the ending of a run to a web address as JSON, or runs a command line with it on its standard input. Whatever goes wrong with that is a
 * warning: the run is over, and its exit code stands.
 */
export async function tellFinish(
  target: string,
  exitCode: number,
  end: ScrapeReport | unknown,
  io: FinishIo,
): Promise<void> {
  const ending = endingOf(exitCode, end)
  if (/^https?:\/\//i.test(target)) await post(target, ending, io)
  else await runCommand(target, ending, io)
}

function endingOf(exitCode: number, end: ScrapeReport | unknown): Ending {
  if (!isReport(end)) return { outcome: 'failed', exitCode, error: errorMessage(end), outputs: [] }
  const { outcome, summary, written } = end
  const { startedAt, elapsedMs, version, bottleneck } = end.run
  return { outcome, exitCode, summary, run: { startedAt, elapsedMs, version, bottleneck }, outputs: written }
}

function isReport(end: unknown): end is ScrapeReport {
  return typeof end === 'object' && end !== null && 'summary' in end && 'written' in end
}

/** Its standard output is ours for results: what the command says goes to standard error. */
async function runCommand(command: string, ending: Ending, { env, warn }: FinishIo): Promise<void> {
  const child = spawn(command, {
    shell: true,
    stdio: ['pipe', 2, 2],
    env: { ...env, ...variables(ending) },
  })
  // A command that does not read its input is none the worse for it.
  child.stdin?.on('error', () => {})
  child.stdin?.end(`${JSON.stringify(ending)}\n`)
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
    if (code !== 0) warn(`run.onFinish: the command ended with ${code ?? signal}`)
  } catch (error) {
    warn(`run.onFinish: the command could not be run: ${errorMessage(error)}`)
  }
}

function variables({ outcome, exitCode, summary, outputs }: Ending): Record<string, string> {
  return {
    SCRAPE_OUTCOME: outcome,
    SCRAPE_EXIT_CODE: String(exitCode),
    SCRAPE_PAGES: String(summary?.pages ?? 0),
    SCRAPE_OK: String(summary?.ok ?? 0),
    SCRAPE_FAILED: String(summary?.failed ?? 0),
    SCRAPE_OUTPUT: outputs[0] ?? '',
  }
}

const TIMEOUT_MS = 30_000
const RETRY_DELAYS_MS = [1000, 4000]

async function post(url: string, ending: Ending, { warn }: FinishIo): Promise<void> {
  await using agent = agentOf()
  for (const delayMs of [...RETRY_DELAYS_MS, undefined]) {
    const problem = await postOnce(url, JSON.stringify(ending), agent.dispatcher)
    if (problem === undefined) return
    // An address often holds a secret: only its host is named.
    if (delayMs === undefined || !problem.mayPass)
      return warn(`run.onFinish: ${new URL(url).host} ${problem.text}`)
    await delay(delayMs)
  }
}

function agentOf(): AsyncDisposable & { readonly dispatcher: Agent } {
  const dispatcher = new Agent({ headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS })
  return { dispatcher, [Symbol.asyncDispose]: () => dispatcher.destroy() }
}

async function postOnce(
  url: string,
  body: string,
  dispatcher: Agent,
): Promise<{ readonly text: string; readonly mayPass: boolean } | undefined> {
  try {
    const headers = { 'content-type': 'application/json' }
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const response = await request(url, { method: 'POST', headers, body, dispatcher, signal })
    await response.body.dump()
    const { statusCode } = response
    if (statusCode < 300) return undefined
    return { text: `answered ${statusCode}`, mayPass: statusCode >= 500 || statusCode === 429 }
  } catch (error) {
    return { text: `cannot be told: ${errorCode(error) ?? errorMessage(error)}`, mayPass: true }
  }
}
