import { nearest } from '../config/nearest.ts'
import { unknownName } from '../config/problem.ts'
import { ConfigError } from '../errors.ts'
import type { Command } from './commandLine.ts'

const always = ['help', 'version']

/** Throws a `ConfigError` for a long flag that no command has, with the one that looks alike. */
export function refuseUnknownFlags(argv: readonly string[], commands: readonly Command[]): void {
  const flags = commands.flatMap((command) => command.flags)
  const known = new Set([...always, ...flags.map(({ name }) => name)])
  const end = argv.indexOf('--')
  for (const word of end === -1 ? argv : argv.slice(0, end)) {
    const [, name, value] = /^--([^=]+)(=.*)?$/s.exec(word) ?? []
    if (name === undefined) continue
    if (!known.has(name)) throw unknownFlag(name, known)
    if (value !== undefined && flags.some((flag) => flag.name === name && !flag.takesValue)) {
      throw new ConfigError(`--${name} takes no value`, [{ key: name, message: `--${name} takes no value` }])
    }
  }
}

/** A complaint of the parser in our own words. Anything that is no complaint is a bug, and returned as it is. */
export function usageError(error: Error, argv: readonly string[]): Error {
  const [, unknown] = /^Unknown (?:argument|command)s?: (.+)$/.exec(error.message) ?? []
  if (unknown !== undefined) return new ConfigError(unknownWord(unknown.split(', ')[0] ?? unknown, argv))
  const [, flag] = /^Not enough arguments following: (.+)$/.exec(error.message) ?? []
  if (flag !== undefined) return new ConfigError(`${dashed(flag)} needs a value`)
  return error.name === 'YError' ? new ConfigError(error.message) : error
}

function unknownFlag(name: string, known: Iterable<string>): ConfigError {
  const close = nearest(name, known)
  const meant = close === undefined ? undefined : `--${close}`
  const problem = unknownName({ key: name, name: `--${name}`, what: 'flag', meant })
  return new ConfigError(problem.message, [problem])
}

/** By its command, a word may be a flag of another command, or one input too many. */
function unknownWord(word: string, argv: readonly string[]): string {
  if (argv.includes(word)) return `unexpected argument ${JSON.stringify(word)}`
  const isLong = argv.some((written) => written === `--${word}` || written.startsWith(`--${word}=`))
  return isLong ? `--${word} is no flag of this command` : `unknown flag -${word}`
}

const dashed = (name: string): string => (name.length === 1 ? `-${name}` : `--${name}`)
