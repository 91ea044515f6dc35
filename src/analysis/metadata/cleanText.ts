import { textOrNull } from '../collapsedText.ts'
import { decodedEntities } from './decodedEntities.ts'

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g

/** A text of a page on one line, references read and invisible characters gone; null when nothing is left. */
export function cleanText(text: unknown): string | null {
  if (typeof text !== 'string') return null
  return textOrNull(decodedEntities(text).replace(invisible, ''))
}
