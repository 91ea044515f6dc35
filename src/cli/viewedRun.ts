import type { ScrapeHooks } from '../hooks.ts'
import type { ScrapeReport, ScraperConfig } from '../types.ts'
import type { Arguments } from './commandLine.ts'
import { exitCodeOf, exitCodeOfError } from './exitCodes.ts'
import type { CommandIo } from './io.ts'
import { createStopSignal } from './stopSignal.ts'
import { viewOf } from './viewOf.ts'

/**
 * Does a run that can be watched and stopped from the terminal, says how it went, and tells whom `run.onFinish` names. Resolves
 * to the exit code.
 */
export async function viewedRun(
  given: Arguments,
  io: CommandIo,
  config: ScraperConfig,
  run: (config: ScraperConfig, hooks: ScrapeHooks) => Promise<ScrapeReport>,
): Promise<number> {
  const { terminal, stdout } = io
  const isSharedScreen = stdout.isTTY === true && config.output.files.includes('-')
  const view = await viewOf(given, io, isSharedScreen ? { ...terminal, isLive: false } : terminal)
  const stop = createStopSignal(io.signals, () => view.onMessage({ level: 'info', text: STOPPING }))
  const tell = async (exitCode: number, ending: ScrapeReport | unknown): Promise<void> => {
    if (config.run.onFinish === null) return
    const { tellFinish } = await import('./onFinish.ts')
    const warn = (text: string): void => view.onMessage({ level: 'warn', text })
    await tellFinish(config.run.onFinish, exitCode, ending, { env: io.env, warn })
  }
  try {
    const report = await run(config, {
      ...hooksOf(given),
      onStart: view.onStart,
      onMessage: view.onMessage,
      ...(view.onResult !== undefined && { onResult: view.onResult }),
      signal: stop.signal,
    })
    view.finish(report)
    const exitCode = exitCodeOf(report, config.run)
    await tell(exitCode, report)
    return exitCode
  } catch (error) {
    view[Symbol.dispose]()
    await tell(exitCodeOfError(error), error)
    throw error
  } finally {
    stop[Symbol.dispose]()
    view[Symbol.dispose]()
  }
}

const STOPPING = 'stopping: what is in flight may end, what is done is kept; once more to end at once'

function hooksOf(given: Arguments): Pick<ScrapeHooks, 'state' | 'fresh' | 'retryFailed'> {
  const state = given.values.get('state')?.at(-1)
  return {
    fresh: given.switches.has('fresh'),
    retryFailed: given.switches.has('retry-failed'),
    ...(state !== undefined && { state }),
  }
}
