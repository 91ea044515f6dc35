/**
 * How rare a term is among the pages, from 1 for one that all have: ln((1 + N) / (1 + df)) + 1, where df of N pages have
 * it. Smoothed and never 0, so that in a corpus of one page the frequency alone decides. See Manning, Raghavan and
 * Schütze, "Introduction to Information Retrieval", 2008, 6.2; the smoothing is scikit-learn's.
 */
export function inverseDocumentFrequency(pagesWithTerm: number, pages: number): number {
  return Math.log((1 + pages) / (1 + Math.min(pagesWithTerm, pages))) + 1
}

/** Most counts, and most frequencies, are small: of these what they come to is kept. */
const keptValues = 4096

/**
 * How much a term tells its page from the others, in thousandths: (1 + ln count) × inverse document frequency. Sublinear,
 * as ten mentions do not say ten times what one does (the same book, 6.4.1).
 */
export function createTermScore(pages: number): (count: number, pagesWithTerm: number) => number {
  const weightOf = withKept((count) => 1 + Math.log(Math.max(count, 1)))
  const rarityOf = withKept((pagesWithTerm) => inverseDocumentFrequency(pagesWithTerm, pages))
  return (count, pagesWithTerm) => inThousandths(weightOf(count) * rarityOf(pagesWithTerm))
}

function withKept(compute: (whole: number) => number): (whole: number) => number {
  const kept = Float64Array.from({ length: keptValues }, (_, whole) => compute(whole))
  return (whole) => kept[whole] ?? compute(whole)
}

export function inThousandths(value: number): number {
  return Math.round(value * 1000) / 1000
}
