import type { PageAnalysis } from '../types.ts'
import { normalisedText } from './textLines.ts'

/** How two main texts compare. */
export interface ComparedText {
  readonly isSame: boolean
  /** What can be compared line by line, where both are there. */
  readonly texts?: Pair
}

type Pair = readonly [before: string, after: string]

/** By the texts of the rows; where they are not in both, by their fingerprints, or their Markdown. Without any of them they count as the same. */
export function comparedText(before: PageAnalysis, after: PageAnalysis): ComparedText {
  const texts = both(before.text, after.text)
  if (texts !== undefined) return { isSame: isSameText(texts), texts }
  const markdown = both(before.markdown, after.markdown)
  const hashes = both(before.fingerprint?.sha256, after.fingerprint?.sha256)
  return { isSame: isSameText(hashes ?? markdown ?? ['', '']), ...(markdown && { texts: markdown }) }
}

function both(before: string | undefined, after: string | undefined): Pair | undefined {
  return before === undefined || after === undefined ? undefined : [before, after]
}

export function isSameText([before, after]: Pair): boolean {
  return before === after || normalisedText(before) === normalisedText(after)
}
