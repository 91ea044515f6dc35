import written from './model.json' with { type: 'json' }
import { readWeights } from './readWeights.ts'
import { readTrees, type Trees } from './trees.ts'
import type { Weights } from './weights.ts'

export interface Model {
  readonly weights: Weights
  readonly trees: Trees
}

/** What was learnt: see docs/main-text.md. */
export const model: Model = { weights: readWeights(written), trees: readTrees(written.trees) }
