import { distance } from 'fastest-levenshtein'

/** The candidate that somebody who wrote `word` most likely meant, or undefined when none is close. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const written = word.toLowerCase()
  let best: { candidate: string; edits: number } | undefined
  for (const candidate of candidates) {
    const edits = editsBetween(written, candidate.toLowerCase())
    if (edits < (best?.edits ?? Number.POSITIVE_INFINITY)) best = { candidate, edits }
  }
  return best?.candidate
}

/** One edit for every three letters is a slip, and so are two swapped letters; the beginning of a long name is a good guess too. */
function editsBetween(written: string, candidate: string): number {
  const edits = distance(written, candidate)
  const longest = Math.max(written.length, candidate.length)
  const isSlip = edits <= (longest < 4 ? 1 : Math.max(2, Math.floor(longest / 3)))
  const isBeginning = written.length >= 3 && candidate.startsWith(written)
  return isSlip || isBeginning ? edits : Number.POSITIVE_INFINITY
}
