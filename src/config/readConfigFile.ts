import { dirname, isAbsolute, join } from 'node:path'
import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser'
import { checkedObject } from './checkedObject.ts'
import { objectSettings } from './objectSettings.ts'
import { parsedConfig } from './parsedConfig.ts'
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
  const { root, placeOf } = await parsedConfig(path)
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

function offsetOf(
  root: Node,
  at: { readonly path: readonly PropertyKey[]; readonly isName: boolean },
): number {
  const node = findNodeAtLocation(root, at.path as (string | number)[])
  // A member of a list has no name of its own before it.
  const isNamed = at.isName && node?.parent?.type === 'property'
  return (isNamed ? node.parent : node)?.offset ?? root.offset
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
