import { createSegmenter, mayBeUnspaced } from './createSegmenter.ts'
import { endOfWord } from './endOfWord.ts'
import { gap, gapBetween } from './gapBetween.ts'
import { IntColumn } from './intColumn.ts'
import { WordForms } from './wordForms.ts'

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
