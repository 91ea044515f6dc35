import type { PageKind } from '../../types.ts'
import type { WordWeight } from './weights.ts'

export const pageKinds = [
  'article',
  'documentation',
  'forum',
  'product',
  'listing',
  'collection',
  'service',
] as const satisfies readonly PageKind[]

/** The probability of each of `pageKinds`, by multinomial logistic regression on the words that were met. */
export function kindProbabilities(words: Iterable<WordWeight>): number[] {
  const logits: number[] = pageKinds.map(() => 0)
  for (const { kinds } of words) {
    if (kinds === null) continue
    for (let kind = 0; kind < logits.length; kind++) logits[kind] = (logits[kind] ?? 0) + (kinds[kind] ?? 0)
  }
  const highest = Math.max(...logits)
  const powers = logits.map((logit) => Math.exp(logit - highest))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}
