import type { JsonObject, JsonValue } from '../types.ts'

export const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value)

export const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value)

/** JSON that is the same for equal values, whatever the order of their keys. */
export function canonicalJson(value: JsonValue): string {
  return JSON.stringify(value, (_name, part: JsonValue) => (isObject(part) ? sortedKeys(part) : part))
}

function sortedKeys(object: JsonObject): JsonObject {
  const names = Object.keys(object)
  const isSorted = names.every((name, place) => place === 0 || (names[place - 1] ?? '') <= name)
  // Not by assignment: "__proto__" is a name like any other.
  return isSorted ? object : Object.fromEntries(names.sort().map((name) => [name, object[name] ?? null]))
}
