import { diffRuns } from '../diffRuns.ts'
import { InputError } from '../errors.ts'
import type { Arguments } from './commandLine.ts'
import { exitCodeOfDiff } from './exitCodes.ts'
import { givenConfig } from './givenConfig.ts'
import { configArguments, givenDiff } from './givenDiff.ts'
import type { CommandIo } from './io.ts'
import { printable } from './printable.ts'
import { createStopSignal } from './stopSignal.ts'
import { viewOf } from './viewOf.ts'

/** Tells what has changed between two runs. Resolves to the exit code. */
export async function diffCommand(given: Arguments, io: CommandIo): Promise<number> {
  const [before, after, ...others] = given.inputs
  if (before === undefined || after === undefined || others.length > 0) {
    throw new InputError('two runs are compared: give the result or the state of each, the earlier one first')
  }
  const { files, format, only, context } = givenDiff(given)
  const { config, file } = await givenConfig(configArguments(given), io)
  const view = await viewOf(given, io, io.terminal)
  const tell = (text: string): void => view.onMessage({ level: 'info', text })
  const stop = createStopSignal(io.signals, () => tell('stopping; once more to end at once'))
  try {
    const report = await diffRuns({
      before,
      after,
      stripParams: config.source.stripParams,
      only,
      context,
      readFiles: file === undefined ? [] : [file],
      output: { files, format, isQuiet: given.switches.has('quiet'), isColoured: isColoured(io), printable },
      signal: stop.signal,
      onMessage: view.onMessage,
      stdout: io.stdout,
      ...(io.stdin && { stdin: io.stdin }),
    })
    const written = report.written.filter((path) => path !== '-')
    if (format !== 'text' || !files.includes('-')) tell(report.counts)
    if (written.length > 0) tell(`wrote ${written.join(', ')}`)
    return exitCodeOfDiff(report, config.run, only)
  } finally {
    stop[Symbol.dispose]()
    view[Symbol.dispose]()
  }
}

/** https://no-color.org */
function isColoured({ stdout, env }: CommandIo): boolean {
  return stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
}
