/** A term by 32 bits of its hash. */
export interface WeighedTerm {
  readonly hash: number
  readonly score: number
}

export interface VectorEntry {
  /** Stands for the term: terms whose hashes agree count as one. */
  readonly hash: number
  /** An integer, so that sums do not depend on their order. */
  readonly weight: number
}

/** The terms as a vector of length `scale`, in integers. The cosine of two is their product over `scale` squared. */
export function pageVector(terms: readonly WeighedTerm[], scale: number): VectorEntry[] {
  const distinct = terms.filter(({ hash }, at) => isFirst(terms, hash, at))
  let squares = 0
  for (const { score } of distinct) squares += score * score
  const length = Math.sqrt(squares)
  return distinct.map(({ hash, score }) => ({ hash, weight: Math.round((score / length) * scale) }))
}

function isFirst(terms: readonly WeighedTerm[], hash: number, at: number): boolean {
  for (let before = 0; before < at; before++) if (terms[before]?.hash === hash) return false
  return true
}

/** The cosine in hundredths, an integer. */
export function hundredths(product: number, scale: number): number {
  return Math.min(100, Math.round((100 * product) / (scale * scale)))
}
