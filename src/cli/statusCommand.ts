import { InputError } from '../errors.ts'
import { stateStatus } from '../stateStatus.ts'
import type { Arguments } from './commandLine.ts'
import { exitCodes } from './exitCodes.ts'
import { givenConfig } from './givenConfig.ts'
import { givenState } from './givenState.ts'
import type { CommandIo } from './io.ts'
import { statusLines } from './statusLines.ts'
import { writeText } from './writeText.ts'

/** Prints how the run of a state stands. Resolves to the exit code. */
export async function statusCommand(given: Arguments, io: CommandIo): Promise<number> {
  const [state, ...others] = given.inputs
  if (others.length > 0) throw new InputError('one state at a time')
  const path = state ?? givenState(given, (await givenConfig(given, io)).config)
  const status = await stateStatus(path)
  const text = given.switches.has('json')
    ? JSON.stringify({ state: path, ...status }, null, 2)
    : [path, ...statusLines(status)].join('\n')
  await writeText(`${text}\n`, io.stdout)
  return exitCodes.finished
}
