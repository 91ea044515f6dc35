import type { ScrapeHooks } from '../hooks.ts'
import type { ScrapeReport, ScraperConfig } from '../types.ts'
import type { Arguments } from './commandLine.ts'
import { exitCodeOf, exitCodeOfError } from './exitCodes.ts'
import type { CommandIo } from './io.ts'
import type { RunView } from './runView.ts'
import { createStopSignal } from './stopSignal.ts'
import { viewOf } from './viewOf.ts'
import { withPlaces } from './withPlaces.ts'

type Run = (config: ScraperConfig, hooks: ScrapeHooks) => Promise<ScrapeReport>

/**
 * Does a run that can be watched and stopped from the terminal, says how it went, and tells whom `run.onFinish` names. Resolves
 * to the exit code.
 */
export async function viewedRun(
  given: Arguments,
  io: CommandIo,
  config: ScraperConfig,
  run: Run,
): Promise<number> {
  const { terminal, stdout } = io
  const isSharedScreen = stdout.isTTY === true && config.output.files.includes('-')
  using view = await viewOf(given, io, isSharedScreen ? { ...terminal, isLive: false } : terminal)
  try {
    const report = await withPlaces(given, io, () => stoppableRun(given, io, config, { run, view }))
    const exitCode = exitCodeOf(report, config.run)
    view.finish(report, exitCode, await continuationOf(report, given, config))
    await tellEnd(config, exitCode, report, { io, view })
    return exitCode
  } catch (error) {
    view[Symbol.dispose]()
    await tellEnd(config, exitCodeOfError(error), error, { io, view })
    throw error
  }
}

/** Loaded only for a run that was stopped. */
async function continuationOf(
  { outcome }: ScrapeReport,
  given: Arguments,
  config: ScraperConfig,
): Promise<string | undefined> {
  if (outcome !== 'interrupted') return undefined
  const { continuation } = await import('./continuation.ts')
  return continuation(given, config)
}

const STOPPING = 'stopping: what is in flight may end, what is done is kept; once more to end at once'

async function stoppableRun(
  given: Arguments,
  { signals, tuneEngine, tuneEngineToMerge }: CommandIo,
  config: ScraperConfig,
  { run, view }: { readonly run: Run; readonly view: RunView },
): Promise<ScrapeReport> {
  using stop = createStopSignal(signals, () => view.onMessage({ level: 'info', text: STOPPING }))
  // Lists on the web are fetched before the run begins.
  if (config.source.sitemaps.length + config.source.feeds.length > 0) tuneEngine()
  return await run(config, {
    ...hooksOf(given),
    onStart: (watch) => {
      tuneEngine()
      view.onStart(watch)
    },
    onMerge: tuneEngineToMerge,
    onMessage: view.onMessage,
    ...(view.onResult !== undefined && { onResult: view.onResult }),
    signal: stop.signal,
  })
}

/** A signal that has stopped the run is no reason not to tell; another one ends that too. */
async function tellEnd(
  { run }: ScraperConfig,
  exitCode: number,
  ending: ScrapeReport | unknown,
  { io, view }: { readonly io: CommandIo; readonly view: RunView },
): Promise<void> {
  if (run.onFinish === null) return
  const { tellFinish } = await import('./onFinish.ts')
  using stop = createStopSignal(io.signals, () => {})
  const warn = (text: string): void => view.onMessage({ level: 'warn', text })
  await tellFinish(run, exitCode, ending, { env: io.env, signal: stop.signal, warn })
}

function hooksOf(given: Arguments): Pick<ScrapeHooks, 'state' | 'fresh' | 'retryFailed'> {
  const state = given.values.get('state')?.at(-1)
  return {
    fresh: given.switches.has('fresh'),
    retryFailed: given.switches.has('retry-failed'),
    ...(state !== undefined && { state }),
  }
}
