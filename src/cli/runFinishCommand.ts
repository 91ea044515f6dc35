import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { errorMessage } from '../errors.ts'
import type { Ending } from './ending.ts'

export interface FinishCommandIo {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Ends the command, and all that it has started. */
  readonly signal: AbortSignal
}

/** Between the wish that a command ends and its end by force. */
const GRACE_MS = 5000

/**
 * Runs a command line with the ending on its standard input, and in short in its environment. Its standard output is ours for results: what the command
 * says goes to standard error. Resolves to what went wrong, if anything.
 */
export async function runFinishCommand(
  command: string,
  ending: Ending,
  { env, signal }: FinishCommandIo,
): Promise<string | undefined> {
  // With a group of its own, so that what the shell has started can be ended with it.
  const child = spawn(command, {
    shell: true,
    detached: true,
    stdio: ['pipe', 2, 2],
    env: { ...env, ...variables(ending) },
  })
  // A command that does not read its input is none the worse for it.
  child.stdin?.on('error', () => {})
  child.stdin?.end(`${JSON.stringify(ending)}\n`)
  using _end = endedBy(signal, child)
  try {
    const [code, byName] = (await once(child, 'exit')) as [number | null, string | null]
    return code === 0 ? undefined : `the command ended with ${code ?? byName}`
  } catch (error) {
    return `the command could not be run: ${errorMessage(error)}`
  }
}

function endedBy(signal: AbortSignal, child: ChildProcess): Disposable {
  let timer: NodeJS.Timeout | undefined
  const end = (): void => {
    killGroup(child, 'SIGTERM')
    timer = setTimeout(() => killGroup(child, 'SIGKILL'), GRACE_MS)
  }
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  return {
    [Symbol.dispose]() {
      signal.removeEventListener('abort', end)
      clearTimeout(timer)
    },
  }
}

function killGroup({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, name)
  } catch {
    // It has ended meanwhile.
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
