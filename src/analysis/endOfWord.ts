import { digits, letters, runEnd, wordCharacters } from './wordRuns.ts'

/** Where the word that begins at a place ends; the place itself where none begins. What a word is: see `tokens`. */
export function endOfWord(text: string, start: number): number {
  let at = runEnd(text, start, wordCharacters)
  if (at === start) return start
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if (isApostrophe(unit)) {
      const end = runEnd(text, at + 1, letters)
      if (end === at + 1) return at
      at = end
    } else if ((unit === 0x2e || unit === 0x2c) && runEnd(text, at - 1, digits) === at) {
      const end = runEnd(text, at + 1, digits)
      if (end === at + 1) return at
      at = end
    } else return at
  }
  return at
}

/** `'`, `’`, `ʼ` and the point inside Catalan words. */
function isApostrophe(unit: number): boolean {
  return unit === 0x27 || unit === 0x2019 || unit === 0x2bc || unit === 0xb7
}
