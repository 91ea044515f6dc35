import { decodedEntities } from './decodedEntities.ts'
import { repairedJson } from './repairedJson.ts'

/**
 * The JSON values in a text that was meant to be JSON: one as a rule, more where several stand side by side,
 * none where nothing can be made of it. Never throws; time is linear in the text.
 */
export function lenientJson(text: string): readonly unknown[] {
  const trimmed = withoutEnd(text.trim())
  if (trimmed === '') return []
  const strict = parsed(trimmed)
  if (strict.length > 0) return strict
  const repaired = repairedJson(trimmed).flatMap(parsed)
  if (repaired.length > 0 || !/&(?:quot|#0*34|#x0*22);/i.test(trimmed)) return repaired
  return repairedJson(decodedEntities(trimmed)).flatMap(parsed)
}

const statementEnd = /[\s;]/

/** Without the semicolons of a script. A regular expression would look through each run of spaces on its way from each of them. */
function withoutEnd(text: string): string {
  let end = text.length
  while (end > 0 && statementEnd.test(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

function parsed(text: string): unknown[] {
  try {
    return [JSON.parse(text)]
  } catch {
    return []
  }
}
