import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { realPath } from './config/realPath.ts'
import { InputError } from './errors.ts'

/** Throws an `InputError` where the state would take the place of a file that the run reads, or lie in a folder that is not there. */
export function checkStatePath(state: string, inputs: readonly string[]): void {
  if (inputs.map(realPath).includes(realPath(state))) {
    throw new InputError(`--state ${state}: the run reads this file, and would write over it`)
  }
  const folder = dirname(state)
  if (!existsSync(folder)) throw new InputError(`--state ${state}: there is no folder ${folder}`)
}
