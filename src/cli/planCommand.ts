import { planRun } from '../planRun.ts'
import type { Arguments } from './commandLine.ts'
import { exitCodes } from './exitCodes.ts'
import { givenJob } from './givenJob.ts'
import type { CommandIo } from './io.ts'
import { planLines } from './planLines.ts'
import { writeText } from './writeText.ts'

/** Prints what a run would do. Resolves to the exit code. */
export async function planCommand(given: Arguments, io: CommandIo): Promise<number> {
  const plan = await planRun({
    config: await givenJob(given, io),
    state: given.values.get('state')?.at(-1),
    fresh: given.switches.has('fresh'),
    retryFailed: given.switches.has('retry-failed'),
    stdin: io.stdin ?? process.stdin,
  })
  const text = given.switches.has('json') ? JSON.stringify(plan, null, 2) : planLines(plan).join('\n')
  await writeText(`${text}\n`, io.stdout)
  return exitCodes.finished
}
