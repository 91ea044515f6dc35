import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import { ConfigError, errorCode } from '../errors.ts'
import { checkedObject } from './checkedObject.ts'
import { objectSettings } from './objectSettings.ts'
import { located, type PlacedProblem } from './problem.ts'
import { repeatedKeys } from './repeatedKeys.ts'
import { rows } from './rows.ts'
import { fileSchema } from './schema.ts'
import type { Environment } from './secrets.ts'
import { refuse, type Settings } from './settings.ts'

/**
 * Reads a configuration file: JSON, with comments and trailing commas where one likes. Its paths are
 * relative to it and come back relative to where `path` starts from; its secrets are expanded. Throws a `ConfigError` with a line for
 * each thing that is wrong, which names file, line, column, key, value (unless it is secret) and what is allowed.
 */
export async function readConfigFile(
  path: string,
  environment: Environment = process.env,
): Promise<Settings> {
  const text = (await readText(path)).replace(/^\uFEFF/, '')
  const placeOf = (offset: number) => ({ file: path, ...positionAt(text, offset) })
  const root = parsedTree(text, placeOf)
  const refuseAt = (found: readonly PlacedProblem[]): void => {
    const inOrder = found.toSorted((a, b) => a.offset - b.offset)
    refuse(inOrder.map(({ problem, offset }) => located(problem, placeOf(offset))))
  }
  // First, for what else is wrong is looked for by the key's name.
  refuseAt(repeatedKeys(root, (offset) => placeOf(offset).line))
  const { value, problems } = checkedObject(fileSchema, getNodeValue(root), environment)
  refuseAt(problems.map(({ problem, ...at }) => ({ problem, offset: offsetOf(root, at) })))
  return settingsFrom(dirname(path), objectSettings(value))
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const code = errorCode(error)
    throw new ConfigError(
      `${path}: ${code === 'ENOENT' ? 'no such file' : `cannot be read (${code ?? error})`}`,
    )
  }
}

function parsedTree(text: string, placeOf: (offset: number) => Parameters<typeof located>[1]): Node {
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true })
  // Only the first: the ones after it mostly follow from it.
  const problems = errors.slice(0, 1).map(({ error, offset }) => {
    const reason = printParseErrorCode(error).replace(/\B[A-Z]/g, (letter) => ` ${letter}`)
    return located({ key: '', message: `not valid JSON: ${reason.toLowerCase()}` }, placeOf(offset))
  })
  refuse(problems)
  if (root === undefined) throw new ConfigError(`${placeOf(0).file}: holds nothing`)
  return root
}

function offsetOf(
  root: Node,
  at: { readonly path: readonly PropertyKey[]; readonly isName: boolean },
): number {
  const node = findNodeAtLocation(root, at.path as (string | number)[])
  // A member of a list has no name of its own before it.
  const isNamed = at.isName && node?.parent?.type === 'property'
  return (isNamed ? node.parent : node)?.offset ?? root.offset
}

function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/)
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

function settingsFrom(folder: string, settings: Settings): Settings {
  const keysOfPaths = new Set(rows.filter((row) => row.isPath).map((row) => row.key))
  return new Map(
    [...settings].map(([key, value]) => [key, keysOfPaths.has(key) ? from(folder, value) : value]),
  )
}

function from(folder: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => from(folder, item))
  if (typeof value !== 'string' || isAbsolute(value) || isNoFile(value)) return value
  return join(folder, value)
}

const isNoFile = (value: string): boolean =>
  value === '-' || /^([a-z][a-z0-9+.-]*:\/\/|https?:|file:)/i.test(value)
