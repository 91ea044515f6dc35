import type { DiffChange, DiffSummary } from '../types.ts'

/** Every word, in the order in which they are told. */
export const DIFF_CHANGES = [
  'new',
  'changed',
  'cosmetic',
  'unchanged',
  'recovered',
  'failed',
  'skipped',
  'gone',
  'removed',
] as const satisfies readonly DiffChange[]

/** Counts the pages of two runs by how they compare. */
export interface DiffCounts {
  /** Null for what is not ok in both, in the same way. */
  add(change: DiffChange | null): void
  addUnfinished(): void
  counts(): Pick<DiffSummary, 'changes' | 'stillNotOk' | 'unfinished'>
}

export function createDiffCounts(): DiffCounts {
  const changes = Object.fromEntries(DIFF_CHANGES.map((change) => [change, 0])) as Record<DiffChange, number>
  let stillNotOk = 0
  let unfinished = 0
  return {
    add(change) {
      if (change === null) stillNotOk += 1
      else changes[change] += 1
    },
    addUnfinished() {
      unfinished += 1
    },
    counts: () => ({ changes: { ...changes }, stillNotOk, unfinished }),
  }
}
