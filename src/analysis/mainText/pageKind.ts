import type { PageKind } from '../../types.ts'
import { filled } from './filled.ts'

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
  let highest = -Infinity
  for (const logit of logits) highest = Math.max(highest, logit)
  const powers = filled(new Float64Array(logits.length), (kind) => Math.exp((logits[kind] ?? 0) - highest))
  let total = 0
  for (const power of powers) total += power
  return filled(powers, (kind) => (powers[kind] ?? 0) / total)
}
