import type { JsonObject, JsonValue } from '../types.ts'
import { canonicalJson, isObject } from './jsonValues.ts'

/** How the members of two lists differ, wherever in them they stand. */
export interface ListMembers {
  readonly removed: readonly JsonValue[]
  readonly added: readonly JsonValue[]
  readonly changed: readonly ChangedMember[]
}

/** The same thing, of which something is different. */
export interface ChangedMember {
  /** Where it is in the later list. */
  readonly place: number
  readonly before: JsonObject
  readonly after: JsonObject
}

/** Nothing for lists whose order alone is different. A thing is known by its `url` or `@id`; one without is the same if it is the only one that differs. */
export function listMembers(before: readonly JsonValue[], after: readonly JsonValue[]): ListMembers {
  const [removed, added] = unequalMembers(before, after)
  const isOnlyOne = removed.length === 1 && added.length === 1
  const earlier = new Map(removed.flatMap((member) => named(member.value, isOnlyOne)))
  const changed: ChangedMember[] = []
  for (const { value, place } of added) {
    for (const [name, after] of named(value, isOnlyOne)) {
      const before = earlier.get(name)
      if (before !== undefined) changed.push({ place, before, after })
      earlier.delete(name)
    }
  }
  const isChanged = new Set<JsonValue>(changed.flatMap((member) => [member.before, member.after]))
  const others = (members: readonly Member[]): JsonValue[] =>
    members.map(({ value }) => value).filter((value) => !isChanged.has(value))
  return { removed: others(removed), added: others(added), changed }
}

interface Member {
  readonly place: number
  readonly value: JsonValue
}

/** The members of each list that the other has not, or not as often. */
function unequalMembers(before: readonly JsonValue[], after: readonly JsonValue[]): [Member[], Member[]] {
  const counts = new Map<string, number>()
  const keys = before.map(canonicalJson)
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  const take = (key: string): boolean => {
    const count = counts.get(key) ?? 0
    counts.set(key, count - 1)
    return count > 0
  }
  const added = after.flatMap((value, place) => (take(canonicalJson(value)) ? [] : [{ place, value }]))
  const removed = before.flatMap((value, place) => (take(keys[place] ?? '') ? [{ place, value }] : []))
  return [removed, added]
}

/** An object by its name, if it has one; the only one that differs needs none. */
function named(value: JsonValue, isOnlyOne: boolean): [string, JsonObject][] {
  if (!isObject(value)) return []
  const name = value.url ?? value['@id']
  if (typeof name === 'string') return [[name, value]]
  return isOnlyOne ? [['', value]] : []
}
