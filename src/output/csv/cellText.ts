import { isFormula } from '../../config/isFormula.ts'
import type { JsonValue } from '../../types.ts'

/** A value as the text of one cell: a list of plain values joined with `; `, other data as JSON, nothing as an empty text. */
export function cellText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'object') return String(value)
  if (!isPlainList(value)) return JSON.stringify(value)
  return value
    .filter((member) => member !== null)
    .map(String)
    .join('; ')
}

function isPlainList(value: JsonValue): value is readonly (string | number | boolean | null)[] {
  return Array.isArray(value) && value.every((member) => typeof member !== 'object' || member === null)
}

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i

/**
 * The text of a cell of a file that may be opened in a spreadsheet: a text that one would take for a formula begins
 * with `'`. Numbers stay as they are, and so does a text that is nothing but a number.
 */
export function harmlessCellText(value: JsonValue | undefined): string {
  const text = cellText(value)
  const isText = typeof value === 'string' || Array.isArray(value)
  return isText && isFormula(text) && !NUMBER.test(text) ? `'${text}` : text
}
