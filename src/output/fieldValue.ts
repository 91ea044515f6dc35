import type { JsonObject, JsonValue } from '../types.ts'

/** Whether a path names what only all pages together tell of a row's page. */
export const isOfCorpus = (path: string): boolean => /^corpus(\.|$)/.test(path)

/**
 * What a dotted path names in a row, or undefined: `analysis.title`, `analysis.headings.0.text`. A name behind a list
 * picks it from every member (`analysis.keywords.term`), and a name with dots in it is found where the path ends with it.
 */
export function fieldValue(value: JsonValue | undefined, path: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  return isList(value) ? memberValue(value, path) : keyValue(value, path)
}

const isList = (value: object): value is readonly JsonValue[] => Array.isArray(value)

function keyValue(object: JsonObject, path: string): JsonValue | undefined {
  if (Object.hasOwn(object, path)) return object[path]
  const [name, rest] = headAndRest(path)
  return rest === undefined || !Object.hasOwn(object, name) ? undefined : fieldValue(object[name], rest)
}

function memberValue(list: readonly JsonValue[], path: string): JsonValue | undefined {
  const [name, rest] = headAndRest(path)
  if (!/^\d+$/.test(name)) {
    return list.map((member) => fieldValue(member, path)).filter((found) => found !== undefined)
  }
  const member = list[Number(name)]
  return rest === undefined ? member : fieldValue(member, rest)
}

function headAndRest(path: string): [string, string | undefined] {
  const dot = path.indexOf('.')
  return dot === -1 ? [path, undefined] : [path.slice(0, dot), path.slice(dot + 1)]
}
