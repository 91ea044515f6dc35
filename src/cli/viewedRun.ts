import type { ScrapeHooks } from '../hooks.ts'
import type { ScrapeReport, ScraperConfig } from '../types.ts'
import type { Arguments } from './commandLine.ts'
import { exitCodeOf } from './exitCodes.ts'
import type { CommandIo } from './io.ts'
import { createRunView } from './runView.ts'
import { createStopSignal } from './stopSignal.ts'

/** Does a run that can be watched and stopped from the terminal, and says how it went. Resolves to the exit code. */
export async function viewedRun(
  given: Arguments,
  io: CommandIo,
  config: ScraperConfig,
  run: (config: ScraperConfig, hooks: ScrapeHooks) => Promise<ScrapeReport>,
): Promise<number> {
  const { terminal, stdout } = io
  const isSharedScreen = stdout.isTTY === true && config.output.files.includes('-')
  const view = createRunView(isSharedScreen ? { ...terminal, isLive: false } : terminal, {
    quiet: given.switches.has('quiet'),
    verbose: given.switches.has('verbose'),
  })
  const stop = createStopSignal(io.signals, () => {
    if (given.switches.has('quiet')) return
    terminal.line('stopping: what is in flight may end, what is done is kept; once more to end at once')
  })
  try {
    const report = await run(config, {
      ...hooksOf(given),
      onStart: view.onStart,
      onMessage: view.onMessage,
      ...(view.onResult !== undefined && { onResult: view.onResult }),
      signal: stop.signal,
    })
    view.finish(report)
    return exitCodeOf(report)
  } finally {
    stop[Symbol.dispose]()
    view[Symbol.dispose]()
  }
}

function hooksOf(given: Arguments): Pick<ScrapeHooks, 'state' | 'fresh'> {
  const state = given.values.get('state')?.at(-1)
  return { fresh: given.switches.has('fresh'), ...(state !== undefined && { state }) }
}
