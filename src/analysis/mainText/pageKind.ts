import type { PageKind } from '../../types.ts'

export const pageKinds = [
  'article',
  'documentation',
  'forum',
  'product',
  'listing',
  'collection',
  'service',
] as const satisfies readonly PageKind[]

/** The probability of each of `pageKinds`, by multinomial logistic regression on the words that were met, which are places in `weights`. */
export function kindProbabilities(words: Iterable<number>, weights: Float64Array): Float64Array {
  const logits = new Float64Array(pageKinds.length)
  for (const word of words) {
    for (let kind = 0; kind < logits.length; kind++) {
      logits[kind] = (logits[kind] ?? 0) + (weights[word * logits.length + kind] ?? 0)
    }
  }
  const highest = Math.max(...logits)
  const powers = logits.map((logit) => Math.exp(logit - highest))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}
