import { InputError } from '../errors.ts'
import { mergeStates } from '../mergeStates.ts'
import type { Arguments } from './commandLine.ts'
import { exitCodeOf } from './exitCodes.ts'
import { givenConfig } from './givenConfig.ts'
import type { CommandIo } from './io.ts'
import { ownOutput } from './ownOutput.ts'
import { createStopSignal } from './stopSignal.ts'
import { viewOf } from './viewOf.ts'

/** Combines the runs that states hold into one result, and says what it is. Resolves to the exit code. */
export async function mergeCommand(given: Arguments, io: CommandIo): Promise<number> {
  const states = given.inputs
  if (states.length === 0) {
    throw new InputError('nothing to merge: give the states of runs, such as out.json.state')
  }
  const { config, file } = await givenConfig(given, io)
  const view = await viewOf(given, io, io.terminal)
  const stop = createStopSignal(io.signals, () =>
    view.onMessage({ level: 'info', text: 'stopping; once more to end at once' }),
  )
  io.tuneEngine()
  io.tuneEngineToMerge()
  try {
    const report = await mergeStates({
      states,
      readFiles: file === undefined ? [] : [file],
      config: { merge: config.merge, output: ownOutput(config, given) },
      signal: stop.signal,
      onMessage: view.onMessage,
      stdout: io.stdout,
    })
    const exitCode = exitCodeOf(report)
    view.finish(report, exitCode)
    return exitCode
  } finally {
    stop[Symbol.dispose]()
    view[Symbol.dispose]()
  }
}
