import yargs, { type Argv } from 'yargs'
import { rows } from '../config/rows.ts'
import { table } from '../config/table.ts'
import { version } from '../config/version.ts'
import type { Arguments, Command } from './commandLine.ts'
import { refuseUnknownFlags, usageError } from './usageError.ts'

/** What the user asked for: to read something, or to run a command. */
export type Invocation =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'command'; readonly command: Command; readonly given: Arguments }

const MOST_COLUMNS = 100

const usage = `$0 [inputs..]

inputs  ${table.input.help}`

/** For every key that is true or false, `--no-robots` is `--robots=false`, and `--timings` alone `--timings=true`. */
const toggles = rows.flatMap(({ flag, default: value }) =>
  flag !== null && typeof value === 'boolean' ? [flag] : [],
)
const negations = new Map(toggles.map((flag) => [`--no-${flag}`, `--${flag}=false`]))
const affirmations = new Map(toggles.map((flag) => [`--${flag}`, `--${flag}=true`]))

function spelledOut(word: string, next: string | undefined): string {
  const isAlone = next !== 'true' && next !== 'false'
  return negations.get(word) ?? (isAlone ? affirmations.get(word) : undefined) ?? word
}

/** Reads a command line. Throws a `ConfigError` for a flag that does not exist, or is used wrongly. */
export function invocationOf(
  written: readonly string[],
  commands: readonly Command[],
  columns = MOST_COLUMNS,
): Invocation {
  const argv = written.map((word, at) => spelledOut(word, written[at + 1]))
  refuseUnknownFlags(argv, commands)
  let invocation: Invocation | undefined
  const parser = createParser(Math.min(columns, MOST_COLUMNS))
  for (const command of commands) {
    // Which words are values must be known before it is known which command they belong to.
    for (const { name, short, takesValue } of command.flags) {
      if (takesValue) continue
      for (const word of [name, ...(short ?? [])]) parser.option(word, { type: 'boolean', global: false })
    }
    parser.command(
      command.name,
      command.help,
      (own) => describeCommand(own, command),
      (parsed) => {
        invocation = { kind: 'command', command, given: argumentsIn(parsed, command) }
      },
    )
  }
  parser.parse([...argv], {}, (error: Error | undefined, _parsed: unknown, output: string) => {
    if (error) throw usageError(error, argv)
    invocation ??= { kind: 'text', text: `${output}\n` }
  })
  return invocation ?? { kind: 'text', text: '' }
}

function createParser(columns: number): Argv {
  return yargs()
    .scriptName('scrape')
    .usage(usage)
    .locale('en')
    .exitProcess(false)
    .showHelpOnFail(false)
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'greedy-arrays': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'strip-aliased': true,
    })
    .help('help', 'Show this text.')
    .alias('help', 'h')
    .version('version', 'Show the version.', version)
    .strictOptions()
    .wrap(columns)
}

function describeCommand(parser: Argv, command: Command): Argv {
  for (const { name, short, takesValue, help, title, defaultText } of command.flags) {
    parser.option(name, {
      describe: help,
      group: `${title}:`,
      ...(short !== undefined && { alias: short }),
      ...(takesValue ? { requiresArg: true } : { type: 'boolean' }),
      ...(defaultText !== undefined && { defaultDescription: defaultText }),
    })
  }
  if (command.usage !== undefined) parser.usage(command.usage)
  for (const [line, help] of command.examples) parser.example(line, help)
  return parser.group(['help', 'version'], 'General:').strict(!command.takesInputs)
}

function argumentsIn(parsed: Readonly<Record<string, unknown>>, command: Command): Arguments {
  const words = (parsed._ as readonly unknown[]).map(String).slice(command.name === '$0' ? 0 : 1)
  const given = command.flags.filter(({ name }) => parsed[name] !== undefined)
  return {
    inputs: command.takesInputs ? words : [],
    values: new Map(
      given.flatMap(({ name, takesValue }) =>
        takesValue ? [[name, [parsed[name]].flat().map(String)] as const] : [],
      ),
    ),
    switches: new Set(given.flatMap(({ name }) => (parsed[name] === true ? [name] : []))),
  }
}
