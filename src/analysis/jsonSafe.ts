import { createDataBudget, type DataBudget, MAX_DATA_CHARS } from './dataBudget.ts'

/**
 * The value as JSON has it: plain data, well-formed strings, null for undefined.
 * Throws what `JSON.stringify` or a `toJSON` throws, a TypeError for a function or a symbol, and a `DataTooLarge` for what is
 * larger than `maxChars` of JSON, before that is made.
 */
export function jsonSafe(value: unknown, maxChars = MAX_DATA_CHARS): unknown {
  if (value === undefined) return null
  const { spend } = createDataBudget(maxChars)
  spend(charsOfBytes(value))
  const json = JSON.stringify(value, (_key, part) => {
    spendPart(part, spend)
    return part === undefined ? null : wellFormed(part)
  })
  if (json === undefined) throw new TypeError(`A ${typeof value} is no data`)
  // Escapes are up to six characters for one.
  createDataBudget(maxChars).spend(json.length)
  return JSON.parse(json)
}

/** Spends the least that a part has in JSON, of an object without the strings and objects in it. */
function spendPart(part: unknown, spend: DataBudget['spend']): void {
  if (typeof part === 'string' || part instanceof String) spend(part.length + 2)
  else if (Array.isArray(part)) {
    // First, for a list may be all holes, and too long to be looked through.
    spend(part.length + 2)
    for (const child of part) spend(charsOfBytes(child))
  } else if (typeof part === 'object' && part !== null) {
    for (const [key, child] of Object.entries(part)) spend(key.length + 3 + charsOfBytes(child))
  } else spend(1)
}

/** Bytes are a list or a map of numbers to JSON, and a Buffer makes its list before anybody is asked. */
const charsOfBytes = (part: unknown): number => (ArrayBuffer.isView(part) ? 8 * part.byteLength : 0)

function wellFormed(part: unknown): unknown {
  if (typeof part === 'string' || part instanceof String) return String(part).toWellFormed()
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
  if (Object.keys(part).every((key) => key.isWellFormed())) return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key.toWellFormed(), value]))
}
