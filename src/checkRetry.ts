import { existsSync } from 'node:fs'
import { InputError } from './errors.ts'

/**
 * Throws an `InputError` where failures are to be asked again of a run that there cannot be. It has to come before the state is
 * opened: with `fresh` that forgets everything. `statePath` is undefined where the state would be a temporary one.
 */
export function checkRetry(
  { fresh, retryFailed }: { readonly fresh?: boolean; readonly retryFailed?: boolean },
  statePath: string | undefined,
): void {
  if (!retryFailed) return
  if (fresh) {
    throw new InputError('--fresh forgets the run whose failures --retry-failed asks again: give one of them')
  }
  if (statePath === undefined) {
    throw new InputError('--retry-failed needs the output or the state of the last run: give -o or --state')
  }
  if (!existsSync(statePath)) {
    throw new InputError(`no run to ask the failures of again: there is no ${statePath}`)
  }
}
