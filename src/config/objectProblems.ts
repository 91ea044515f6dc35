import type * as z from 'zod'
import type { ConfigProblem } from '../errors.ts'
import { nameComplaint } from './nameIssue.ts'
import { nearest } from './nearest.ts'
import { keyText, unknownName, wrongName, wrongValue } from './problem.ts'
import type { Row } from './row.ts'
import { rows } from './rows.ts'

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
  return issues.flatMap((issue) => {
    const complaint = nameComplaint(issue)
    if (complaint !== undefined) return wrongNameAt(issue.path, complaint)
    const known = issue.code === 'unrecognized_keys' ? namesIn(issue.path) : []
    return issue.code === 'unrecognized_keys' && known.length > 0
      ? issue.keys.map((name) => unknownKey([...issue.path, name], known))
      : wrongPart(issue.path, value)
  })
}

function wrongNameAt(path: Path, complaint: string): ObjectProblem {
  return { problem: wrongName({ key: keyText(path), complaint }), path, isName: true }
}

function unknownKey(path: Path, known: readonly string[]): ObjectProblem {
  const key = keyText(path)
  const problem = unknownName({ key, name: key, what: 'key', meant: meantKey(path, known), known })
  return { problem, path, isName: true }
}

function wrongPart(path: Path, root: unknown): ObjectProblem {
  const found = rowAt(path)
  const key = keyText(path)
  const value = valueAt(root, path)
  const problem = wrongValue({
    key,
    name: path.length === 0 ? 'the configuration' : key,
    value,
    allowed: found?.row.allowed ?? (key === '$schema' ? 'a text' : 'an object'),
    ...(found !== undefined && path.length > found.path.length && { whole: keyText(found.path) }),
    // What stands in place of a section may hold the secrets of its keys.
    isSecret: found?.row.isSecret ?? (typeof value === 'object' && Object.keys(value ?? {}).length > 0),
  })
  return { problem, path, isName: false }
}

/** The row whose value the path leads to, or into, and the path of that value. */
function rowAt(path: Path): { readonly row: Row; readonly path: Path } | undefined {
  const row = rows.find((row) => row.path.every((name, depth) => path[depth] === name))
  if (row === undefined) return undefined
  const depth = row.path.length
  const entry = ownValue(row.entries ?? {}, path[depth + 1])
  return entry === undefined ? { row, path: row.path } : { row: entry, path: path.slice(0, depth + 2) }
}

/** The names that a section has, or an entry of a table; none where the names are the user's own. */
function namesIn(section: Path): string[] {
  const row = rows.find(({ path }) => path.every((name, depth) => section[depth] === name))
  if (row !== undefined) return section.length === row.path.length + 1 ? Object.keys(row.entries ?? {}) : []
  const inside = rows.filter((row) => section.every((part, depth) => row.path[depth] === part))
  return [...new Set(inside.flatMap((row) => row.path[section.length] ?? []))]
}

/** The key of the same section that looks alike, or the first of another section whose last name does. */
function meantKey(path: Path, siblings: readonly string[]): string | undefined {
  const name = String(path.at(-1))
  const sibling = nearest(name, siblings)
  if (sibling !== undefined) return [...path.slice(0, -1), sibling].join('.')
  // A host has the names beside it, and nobody else's.
  if (rowAt(path) !== undefined) return undefined
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

function ownValue<T>(map: Readonly<Record<string, T>>, name: PropertyKey | undefined): T | undefined {
  return name !== undefined && Object.hasOwn(map, name) ? map[String(name)] : undefined
}
