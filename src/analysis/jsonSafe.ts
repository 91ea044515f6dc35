/**
 * The value as JSON has it: plain data, well-formed strings, null for undefined.
 * Throws what `JSON.stringify` or a `toJSON` throws, and a TypeError for a function or a symbol.
 */
export function jsonSafe(value: unknown): unknown {
  if (value === undefined) return null
  const json = JSON.stringify(value, (_key, part) => (part === undefined ? null : wellFormed(part)))
  if (json === undefined) throw new TypeError(`A ${typeof value} is no data`)
  return JSON.parse(json)
}

function wellFormed(part: unknown): unknown {
  if (typeof part === 'string') return part.toWellFormed()
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
  if (Object.keys(part).every((key) => key.isWellFormed())) return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key.toWellFormed(), value]))
}
