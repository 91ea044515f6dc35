import { createSegmenter, mayBeUnspaced } from './createSegmenter.ts'
import { gap, gapBetween } from './gapBetween.ts'
import { IntColumn } from './intColumn.ts'
import { WordForms } from './wordForms.ts'
import { digits, letters, runEnd, wordCharacters } from './wordRuns.ts'

/** The words of a text in order, and what stands before each. */
export interface Tokens {
  /**
   * The words as they are written, in the order in which they are first met: each once, but perhaps one that stands alone and in a
   * run without spaces too.
   */
  readonly forms: readonly string[]
  /** For each word of the text, its place in `forms`. */
  readonly words: Int32Array
  /** For each word of the text, the `gap` before it. */
  readonly gaps: Int32Array
}

/**
 * The words of a text: runs of letters, marks and digits, with apostrophes inside (`don't`) and points and commas
 * between digits (`3.14`). Scripts without spaces are cut by ICU's dictionary. Takes time by the length.
 */
export function tokens(text: string): Tokens {
  const known = new WordForms(text)
  const words = new IntColumn()
  const gaps = new IntColumn()
  const segmenter = mayBeUnspaced(text) ? createSegmenter() : undefined
  let end = 0
  for (let at = 0; at < text.length; ) {
    const wordEnd = endOfWord(text, at)
    if (wordEnd === at) {
      at++
      continue
    }
    const pieces = segmenter?.pieces(text.slice(at, wordEnd))
    if (pieces === undefined) words.push(known.between(at, wordEnd))
    else for (const piece of pieces) words.push(known.of(piece))
    if (gaps.length < words.length) gaps.push(gapBetween(text, end, at))
    while (gaps.length < words.length) gaps.push(gap.space)
    at = wordEnd
    end = wordEnd
  }
  return { forms: known.forms, words: words.values(), gaps: gaps.values() }
}

function endOfWord(text: string, start: number): number {
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
