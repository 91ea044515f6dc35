import { isDeepStrictEqual } from 'node:util'
import type { FieldDiff, JsonObject, JsonValue } from '../types.ts'
import { isList, isObject } from './jsonValues.ts'
import { listMembers } from './listMembers.ts'

/** What lies deeper is one value. */
const MAX_DEPTH = 32

/** The values in which two objects differ, in the order of the later one, by their paths. */
export function changedFields(before: JsonObject, after: JsonObject): FieldDiff[] {
  return objectFields(before, after, '', 0)
}

function objectFields(before: JsonObject, after: JsonObject, path: string, depth: number): FieldDiff[] {
  const names = new Set([...Object.keys(after), ...Object.keys(before)])
  return [...names].flatMap((name) =>
    valueFields(own(before, name), own(after, name), path === '' ? name : `${path}.${name}`, depth + 1),
  )
}

const own = (object: JsonObject, name: string): JsonValue | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined

function valueFields(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path: string,
  depth: number,
): FieldDiff[] {
  if (before === after || isDeepStrictEqual(before, after)) return []
  if (depth < MAX_DEPTH) {
    if (isObject(before) && isObject(after)) return objectFields(before, after, path, depth)
    if (isList(before) && isList(after)) return listFields(before, after, path, depth)
  }
  return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }]
}

/** Members that are the same thing in both are looked into; the others came or went. */
function listFields(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  path: string,
  depth: number,
): FieldDiff[] {
  const { removed, added, changed } = listMembers(before, after)
  if (removed.length + added.length + changed.length === 0) return [{ path, before, after }]
  const inside = changed.flatMap(({ place, before: one, after: other }) =>
    objectFields(one, other, `${path}.${place}`, depth + 1),
  )
  return removed.length + added.length === 0 ? inside : [{ path, removed, added }, ...inside]
}
