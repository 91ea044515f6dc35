import type { Arguments } from './commandLine.ts'
import { runDemo } from './demo.ts'
import type { CommandIo } from './io.ts'
import { createRunView } from './runView.ts'
import { createStopSignal } from './stopSignal.ts'

/** Runs the demo with the progress and the signals of a real run. */
export async function demoCommand(given: Arguments, io: CommandIo): Promise<number> {
  const quiet = given.switches.has('quiet')
  const output = given.values.get('output')?.at(-1)
  const view = createRunView(io.terminal, { quiet, verbose: false })
  const stop = createStopSignal(io.signals, () =>
    view.onMessage({ level: 'info', text: 'stopping; once more to end at once' }),
  )
  const onStart: typeof view.onStart = (watch) => {
    io.tuneEngine()
    view.onStart(watch)
  }
  try {
    return await runDemo(
      { quiet, ...(output !== undefined && { output }) },
      {
        stdout: io.stdout,
        stderr: io.stderr,
        signal: stop.signal,
        hooks: { onStart, onMessage: view.onMessage },
        // What the demo says after the run must not meet the progress line.
        runScrape: (config, hooks) => io.runScrape(config, hooks).finally(view[Symbol.dispose]),
      },
    )
  } finally {
    stop[Symbol.dispose]()
    view[Symbol.dispose]()
  }
}
