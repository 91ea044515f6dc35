import { durationMs } from '../config/units.ts'
import { ConfigError, InputError } from '../errors.ts'
import { describedState, prunedState } from '../stateUpkeep.ts'
import type { Arguments } from './commandLine.ts'
import { exitCodes } from './exitCodes.ts'
import { givenConfig } from './givenConfig.ts'
import { givenState, namedState } from './givenState.ts'
import type { CommandIo } from './io.ts'
import { printable } from './printable.ts'
import { prunedLines, stateLines } from './stateLines.ts'
import { writeText } from './writeText.ts'

const ACTIONS = ['show', 'prune']

/** Tells how large a state is, or makes it smaller. Resolves to the exit code. */
export async function stateCommand(given: Arguments, io: CommandIo): Promise<number> {
  const [first = '', ...others] = given.inputs
  const [action, paths] = ACTIONS.includes(first) ? [first, others] : ['show', given.inputs]
  if (paths.length > 1) throw new InputError('one state at a time, after show or prune')
  const { config } = await givenConfig(given, io)
  const path = paths[0] === undefined ? givenState(given, config) : namedState(paths[0], given)
  const keep = given.values.get('keep')?.at(-1)
  const { facts, lines } =
    action === 'prune' ? await pruned(path, keep, config.run.waitMs, io) : await shown(path, keep)
  const text = given.switches.has('json')
    ? JSON.stringify({ state: path, ...facts })
    : [path, ...lines].map(printable).join('\n')
  await writeText(`${text}\n`, io.stdout)
  return exitCodes.finished
}

/** What is to be told, for programs and for people. */
interface Told {
  readonly facts: object
  readonly lines: readonly string[]
}

async function shown(path: string, keep: string | undefined): Promise<Told> {
  if (keep !== undefined)
    throw new ConfigError(`--keep belongs to "scrape state prune": show removes nothing`)
  const facts = await describedState(path)
  return { facts, lines: stateLines(facts) }
}

async function pruned(path: string, keep: string | undefined, waitMs: number, io: CommandIo): Promise<Told> {
  if (keep === undefined) throw new ConfigError('how much is to stay? Give --keep, such as --keep 30d')
  const keepMs = durationMs(keep)
  if (keepMs === undefined) {
    throw new ConfigError(
      `--keep is ${JSON.stringify(keep)}, but must be a time with its unit, such as 30d or 12h`,
    )
  }
  const onWait = (message: string): void => io.terminal.line(message)
  // A signal ends it at once, which harms nothing.
  const { signal } = new AbortController()
  const facts = await prunedState(path, keepMs, { waitMs, signal, onWait })
  return { facts, lines: prunedLines(facts) }
}
