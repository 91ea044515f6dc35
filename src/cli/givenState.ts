import { statePathOf } from '../config/statePath.ts'
import { InputError } from '../errors.ts'
import type { ScraperConfig } from '../types.ts'
import type { Arguments } from './commandLine.ts'

/** The state that a command line or its configuration means: the one it names, or that beside the first output. Undefined where a run keeps none. */
export function stateOf(
  { values }: Arguments,
  { output }: Pick<ScraperConfig, 'output'>,
): string | undefined {
  return statePathOf(values.get('state')?.at(-1), output.files)
}

/** As `stateOf`. Throws an `InputError` where there is none. */
export function givenState(given: Arguments, config: Pick<ScraperConfig, 'output'>): string {
  const state = stateOf(given, config)
  if (state !== undefined) return state
  throw new InputError(
    'which run? Give its output with -o out.json, or its state with --state out.json.state',
  )
}

/** The state that stands on a command line by itself. Throws an `InputError` where a flag names one as well. */
export function namedState(state: string, { values }: Arguments): string {
  const flag = ['state', 'output'].find((name) => values.has(name))
  if (flag === undefined) return state
  throw new InputError(`one state at a time: ${state}, or that of --${flag}`)
}
