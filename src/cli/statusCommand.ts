import { InputError } from '../errors.ts'
import { type StateStatus, stateStatus } from '../stateStatus.ts'
import type { Arguments } from './commandLine.ts'
import { exitCodes } from './exitCodes.ts'
import { givenConfig } from './givenConfig.ts'
import { givenState, namedState } from './givenState.ts'
import type { CommandIo } from './io.ts'
import { printable } from './printable.ts'
import { statusLines } from './statusLines.ts'
import { writeText } from './writeText.ts'

const statusText = (path: string, status: StateStatus): string =>
  [path, ...statusLines(status)].map(printable).join('\n')

/** How a run stands as one line of JSON. */
export const statusJson = (state: string, { run, ...status }: StateStatus): string =>
  JSON.stringify({ state, run: run ?? null, ...status })

/** Prints how the run of a state stands. Resolves to the exit code. */
export async function statusCommand(given: Arguments, io: CommandIo): Promise<number> {
  const [state, ...others] = given.inputs
  if (others.length > 0) throw new InputError('one state at a time')
  const path =
    state === undefined ? givenState(given, (await givenConfig(given, io)).config) : namedState(state, given)
  const status = await stateStatus(path)
  await writeText(
    `${given.switches.has('json') ? statusJson(path, status) : statusText(path, status)}\n`,
    io.stdout,
  )
  return exitCodes.finished
}
