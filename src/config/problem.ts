import { inspect } from 'node:util'
import type { ConfigProblem } from '../errors.ts'

const LONGEST_VALUE = 80
const HIDDEN = '…'

/** A value that may not stand where it stands. `name` is what the user wrote: a key, a flag or a variable. */
export function wrongValue(facts: {
  readonly key: string
  readonly name: string
  readonly value: unknown
  readonly allowed: string
  /** The whole that `allowed` speaks of, where the value is only a part of it. */
  readonly whole?: string
  /** Whether nobody may read the value, in the message or beside it. */
  readonly isSecret: boolean
}): ConfigProblem {
  const { key, name, allowed, whole } = facts
  const value = facts.isSecret ? HIDDEN : facts.value
  const must = whole === undefined ? 'must' : `${whole} must`
  return { message: `${name} is ${shown(value)}, but ${must} be ${allowed}`, key, value, allowed }
}

/** A name in a map that may not stand there. `complaint` follows it. */
export function wrongName(facts: { readonly key: string; readonly complaint: string }): ConfigProblem {
  const { key, complaint } = facts
  return { message: `${key} ${complaint}`, key }
}

/** A name that nothing in the table answers to. Its value is left out: it may be that of a misspelt secret. */
export function unknownName(facts: {
  readonly key: string
  readonly name: string
  readonly what: 'key' | 'flag' | 'variable'
  readonly meant: string | undefined
  /** What there is. */
  readonly known?: readonly string[]
}): ConfigProblem {
  const { key, name, what, meant, known } = facts
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`
  const list = known === undefined ? '' : `${hint === '' ? ';' : ''} known here: ${known.join(', ')}`
  return { message: `unknown ${what} ${name}${hint}${list}`, key }
}

/** A problem and where in the text of a file it was found. */
export interface PlacedProblem {
  readonly problem: ConfigProblem
  readonly offset: number
}

/** Line and column count from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** The problem with the place it was found at, which its message then begins with. */
export function located(problem: ConfigProblem, place: Place): ConfigProblem {
  const { file, line, column } = place
  return { ...problem, message: `${file}:${line}:${column}: ${problem.message}`, file, line }
}

/** A key as one word: quoted where it is not plain. */
export function keyText(path: readonly PropertyKey[]): string {
  const key = path.map(String).join('.')
  return /^[\w$.-]+$/.test(key) ? key : JSON.stringify(key)
}

/** Undefined for what JSON cannot say: a caller of the library may give anything. */
function asJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

function shown(value: unknown): string {
  const text = asJson(value) ?? inspect(value, { depth: 0, breakLength: Infinity })
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}
