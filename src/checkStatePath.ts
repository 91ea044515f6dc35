import { realPath } from './config/realPath.ts'
import { InputError } from './errors.ts'

/** Throws an `InputError` where the state would take the place of a file that the run reads. */
export function checkStatePath(state: string, inputs: readonly string[]): void {
  if (inputs.map(realPath).includes(realPath(state))) {
    throw new InputError(`--state ${state}: the run reads this file, and would write over it`)
  }
}
