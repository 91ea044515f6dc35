import { InputError } from '../errors.ts'
import type { ScraperConfig } from '../types.ts'
import type { Arguments } from './commandLine.ts'

/** The state that a command line or its configuration means: the one it names, or that beside the first output. */
export function givenState({ values }: Arguments, { output }: Pick<ScraperConfig, 'output'>): string {
  const named = values.get('state')?.at(-1)
  if (named !== undefined) return named
  const beside = output.files.find((file) => file !== '-')
  if (beside !== undefined) return `${beside}.state`
  throw new InputError(
    'which run? Give its output with -o out.json, or its state with --state out.json.state',
  )
}
