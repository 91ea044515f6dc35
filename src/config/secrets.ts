import type { ObjectProblem } from './objectProblems.ts'
import { keyText } from './problem.ts'
import type { Row } from './row.ts'
import { rows } from './rows.ts'

/** Variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

type Path = readonly string[]
type Change = (value: unknown, path: Path) => unknown

/**
 * The object with each `${NAME}` in its secret values (headers, auth, proxy) replaced by that variable; `$${` stands for
 * `${` itself. A variable that is not there, or empty, is a problem, and its value stays as it is written. The given object is
 * not changed.
 */
export function expandedSecrets(
  object: unknown,
  environment: Environment,
): { readonly value: unknown; readonly problems: readonly ObjectProblem[] } {
  const problems: ObjectProblem[] = []
  const expand: Change = (text, path) => {
    if (typeof text !== 'string') return text
    const { expanded, needs } = expansion(text, environment)
    if (needs === undefined) return expanded
    const key = keyText(path)
    problems.push({ problem: { key, message: `${key} ${needs}` }, path, isName: false })
    return text
  }
  const value = rows.reduce((whole, row) => changedAt(whole, row.path, [], inSecrets(row, expand)), object)
  return { value, problems }
}

/** Applies a change to every leaf of what is secret in a row's value. */
function inSecrets({ isSecret, entries }: Pick<Row, 'isSecret' | 'entries'>, change: Change): Change {
  if (entries === undefined) return isSecret ? inLeaves(change) : (value) => value
  return inEach((entry, path) =>
    Object.entries(entries).reduce(
      (whole, [name, row]) => changedAt(whole, [name], path, inSecrets(row, change)),
      entry,
    ),
  )
}

function inLeaves(change: Change): Change {
  return (value, path) => (isMap(value) ? inEach(inLeaves(change))(value, path) : change(value, path))
}

function inEach(change: Change): Change {
  return (value, path) =>
    isMap(value)
      ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, change(part, [...path, name])]))
      : value
}

/** The value with the part at `inner` changed; as it is where it has no such part. */
function changedAt(value: unknown, inner: Path, path: Path, change: Change): unknown {
  const [name, ...rest] = inner
  if (name === undefined) return change(value, path)
  if (!isMap(value) || !Object.hasOwn(value, name)) return value
  return { ...value, [name]: changedAt(value[name], rest, [...path, name], change) }
}

function expansion(text: string, environment: Environment): { expanded: string; needs?: string } {
  let needs: string | undefined
  const expanded = text.replace(/\$\$\{|\$\{(?:([A-Za-z_]\w*)\})?/g, (found, name: string | undefined) => {
    if (found === '$${') return '${'
    const value = name !== undefined && Object.hasOwn(environment, name) ? environment[name] : undefined
    if (value) return value
    needs ??=
      name === undefined
        ? 'holds a "${" that is not followed by the name of a variable and a brace; "$${" stands for the two characters'
        : `needs the environment variable ${name}, which is not set or empty`
    return found
  })
  return needs === undefined ? { expanded } : { expanded, needs }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
