import type { JsonObject, JsonValue } from './json.ts'

/** Deepest nesting kept. */
const maxDepth = 24

/** Counts down over all the values of a page. */
export interface Budget {
  values: number
}

/**
 * A copy of parsed JSON that is safe to keep: well-formed strings, no key that would be an object's prototype,
 * nothing deeper than 24 levels, and no more values than the budget has; what does not fit is left out.
 */
export function plainJson(value: unknown, budget: Budget, depth = 0): JsonValue {
  budget.values--
  if (typeof value === 'string') return value.toWellFormed()
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'boolean') return value
  if (typeof value !== 'object' || value === null || depth >= maxDepth || budget.values < 0) return null
  if (Array.isArray(value)) {
    const list: JsonValue[] = []
    for (const part of value) {
      if (budget.values <= 0) break
      list.push(plainJson(part, budget, depth + 1))
    }
    return list
  }
  return plainObject(value, budget, depth)
}

function plainObject(value: object, budget: Budget, depth: number): JsonObject {
  const copy: Record<string, JsonValue> = {}
  for (const [key, part] of Object.entries(value)) {
    if (budget.values <= 0) break
    if (key !== '__proto__') copy[key.toWellFormed()] = plainJson(part, budget, depth + 1)
  }
  return copy
}
