import { rows } from './rows.ts'
import type { Settings } from './settings.ts'

/** The values that a checked object holds; what it leaves out, or gives as undefined, is left out. */
export function objectSettings(object: unknown): Settings {
  const given = rows.map((row) => [row.key, valueAt(object, row.path)] as const)
  return new Map(given.filter(([, value]) => value !== undefined))
}

function valueAt(object: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], object)
}
