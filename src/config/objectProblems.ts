import type * as z from 'zod'
import type { ConfigProblem } from '../errors.ts'
import { nearest } from './nearest.ts'
import { keyText, unknownName, wrongValue } from './problem.ts'
import { type ConfigRow, rows } from './rows.ts'

type Path = readonly PropertyKey[]

/** A problem and where in the object it is. */
export interface ObjectProblem {
  readonly problem: ConfigProblem
  readonly path: Path
  /** Whether the name is what is wrong, not its value. */
  readonly isName: boolean
}

/** What a schema found wrong with an object, in the words of the table. */
export function objectProblems(value: unknown, issues: readonly z.core.$ZodIssue[]): ObjectProblem[] {
  return issues.flatMap((issue) =>
    // Inside a value the names are the user's own.
    issue.code === 'unrecognized_keys' && rowAt(issue.path) === undefined
      ? issue.keys.map((name) => unknownKey([...issue.path, name], value))
      : [wrongPart(issue.path, value)],
  )
}

function unknownKey(path: Path, root: unknown): ObjectProblem {
  const key = keyText(path)
  const known = namesIn(path.slice(0, -1))
  const facts = { key, name: key, value: valueAt(root, path), meant: meantKey(path, known), known }
  return { problem: unknownName({ ...facts, what: 'key' }), path, isName: true }
}

function wrongPart(path: Path, root: unknown): ObjectProblem {
  const row = rowAt(path)
  const key = keyText(path)
  const name = path.length === 0 ? 'the configuration' : key
  const isPart = row !== undefined && path.length > row.path.length
  const allowed = row?.allowed ?? (key === '$schema' ? 'a text' : 'an object')
  const facts = { key, name, value: valueAt(root, path), allowed, ...(isPart && { whole: row.key }) }
  return { problem: wrongValue(facts), path, isName: false }
}

/** The row whose value the path leads to, or into. */
function rowAt(path: Path): ConfigRow | undefined {
  return rows.find((row) => row.path.every((name, depth) => path[depth] === name))
}

/** The names that a section has. */
function namesIn(section: Path): string[] {
  const inside = rows.filter((row) => section.every((part, depth) => row.path[depth] === part))
  return [...new Set(inside.flatMap((row) => row.path[section.length] ?? []))]
}

/** The key of the same section that looks alike, or the first of another section whose last name does. */
function meantKey(path: Path, siblings: readonly string[]): string | undefined {
  const name = String(path.at(-1))
  const sibling = nearest(name, siblings)
  if (sibling !== undefined) return [...path.slice(0, -1), sibling].join('.')
  const lastName = nearest(
    name,
    rows.flatMap((row) => row.path.at(-1) ?? []),
  )
  return rows.find((row) => row.path.at(-1) === lastName)?.key
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, name) => (value as Record<PropertyKey, unknown> | undefined)?.[name],
    root,
  )
}
