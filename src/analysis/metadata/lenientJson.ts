import { decodedEntities } from './decodedEntities.ts'
import { repairedJson } from './repairedJson.ts'

/**
 * The JSON values in a text that was meant to be JSON: one as a rule, more where several stand side by side,
 * none where nothing can be made of it. Never throws; time is linear in the text.
 */
export function lenientJson(text: string): readonly unknown[] {
  const trimmed = text.replace(/^[\s\ufeff]+|[\s;]+$/g, '')
  if (trimmed === '') return []
  const strict = parsed(trimmed)
  if (strict.length > 0) return strict
  const repaired = repairedJson(trimmed).flatMap(parsed)
  if (repaired.length > 0 || !/&(?:quot|#0*34|#x0*22);/i.test(trimmed)) return repaired
  return repairedJson(decodedEntities(trimmed)).flatMap(parsed)
}

function parsed(text: string): unknown[] {
  try {
    return [JSON.parse(text)]
  } catch {
    return []
  }
}
