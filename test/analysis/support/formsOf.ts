import type { Tokens } from '../../../src/analysis/tokens.ts'

/** A list of words as `tokens` gives those of a text. */
export function formsOf(list: readonly string[]): Pick<Tokens, 'forms' | 'words'> {
  const places = new Map([...new Set(list)].map((word, place) => [word, place]))
  return { forms: [...places.keys()], words: Int32Array.from(list, (word) => places.get(word) ?? -1) }
}
