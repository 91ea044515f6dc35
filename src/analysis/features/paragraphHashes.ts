import { collapsedText } from '../collapsedText.ts'
import { murmurHash } from './murmurHash.ts'

const minParagraphChars = 40
const maxParagraphs = 256

export interface HashedParagraph {
  /** 32 bits, not negative. */
  readonly hash: number
  /** On one line, with single spaces. */
  readonly text: string
}

/**
 * The paragraphs of a text (a blank line lies between two) that are long enough to tell something, 40 characters or
 * more on one line, and their hashes: equal for those which differ in white space alone. Each once, in their
 * order, at most 256.
 */
export function hashedParagraphs(text: string): HashedParagraph[] {
  const found = new Map<number, HashedParagraph>()
  for (const block of text.split(/\n[^\S\n]*\n/)) {
    if (block.length < minParagraphChars) continue
    const line = collapsedText(block).trim()
    if (line.length < minParagraphChars) continue
    const hash = murmurHash(line) >>> 0
    if (!found.has(hash)) found.set(hash, { hash, text: line })
    if (found.size === maxParagraphs) break
  }
  return [...found.values()]
}

/** The hashes of `hashedParagraphs`. */
export function paragraphHashes(text: string): Uint32Array {
  return Uint32Array.from(hashedParagraphs(text), ({ hash }) => hash)
}
