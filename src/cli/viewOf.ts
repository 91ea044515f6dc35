import { ConfigError } from '../errors.ts'
import type { Arguments } from './commandLine.ts'
import type { CommandIo } from './io.ts'
import { createRunView, type RunView } from './runView.ts'
import type { Terminal } from './terminal.ts'

export type LogFormat = 'text' | 'json'

/** What `--log-format` says. Throws a `ConfigError` for a format that there is not. */
export function logFormat({ values }: Pick<Arguments, 'values'>): LogFormat {
  const given = values.get('log-format')?.at(-1) ?? 'text'
  if (given === 'text' || given === 'json') return given
  const message = `--log-format is ${JSON.stringify(given)}, but must be "text" or "json"`
  throw new ConfigError(message, [
    { message, key: '--log-format', value: given, allowed: '"text" or "json"' },
  ])
}

/** How the user wants to hear of a run. */
export async function viewOf(
  given: Arguments,
  io: Pick<CommandIo, 'stderr'>,
  terminal: Terminal,
): Promise<RunView> {
  const loudness = { quiet: given.switches.has('quiet'), verbose: given.switches.has('verbose') }
  if (logFormat(given) === 'text') return createRunView(terminal, loudness)
  const { createJsonView } = await import('./jsonLog.ts')
  return createJsonView(io.stderr, loudness)
}
