import type { ScoredTerm } from './createBestTerms.ts'

export interface VectorEntry {
  /** Stands for the term: terms whose hashes agree count as one. */
  readonly hash: number
  /** An integer, so that sums do not depend on their order. */
  readonly weight: number
}

/** The terms as a vector of length `scale`, in integers. The cosine of two is their product over `scale` squared. */
export function pageVector(terms: readonly ScoredTerm[], scale: number): VectorEntry[] {
  const distinct = terms.filter(({ hash }, at) => terms.findIndex((other) => other.hash === hash) === at)
  const length = Math.sqrt(distinct.reduce((sum, { score }) => sum + score * score, 0))
  return distinct.map(({ hash, score }) => ({ hash, weight: Math.round((score / length) * scale) }))
}

/** The cosine in hundredths, an integer. */
export function hundredths(product: number, scale: number): number {
  return Math.min(100, Math.round((100 * product) / (scale * scale)))
}
