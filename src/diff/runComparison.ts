import type { DiffChange, PageDiff } from '../types.ts'
import { createDiffCounts, type DiffCounts } from './diffCounts.ts'
import { type PageComparison, pageComparison } from './pageComparison.ts'
import { pageDiff } from './pageDiff.ts'
import { type PagePair, pagePairs } from './pagePairs.ts'
import type { RunPages } from './runPages.ts'
import type { RunRow } from './runRow.ts'

export interface RunComparison extends ReturnType<DiffCounts['counts']> {
  /** How many pages there are to tell of. */
  readonly told: number
  /** Paths that only one of the runs has asked for, so that they are not compared. */
  readonly unmatched: readonly string[]
  /** The pages to tell of, made as they are asked for: those of the later run in its order, then what only the earlier one has. */
  diffs(context: number): Generator<PageDiff>
}

export interface ComparisonOptions {
  /** Tell of these pages alone. */
  readonly only: readonly DiffChange[] | null
  /** Called between pages; what it rejects with ends the comparison. */
  readonly giveWay: () => Promise<void> | undefined
}

/** Compares the pages of two runs, and holds no more than one of each. */
export async function compareRuns(
  before: RunPages,
  after: RunPages,
  { only, giveWay }: ComparisonOptions,
): Promise<RunComparison> {
  const counts = createDiffCounts()
  const told: PagePair[] = []
  const unmatched = new Set<string>()
  const rowsOf = (pair: PagePair): [RunRow | undefined, RunRow | undefined] => [
    pair.before === undefined ? undefined : before.row(pair.before),
    pair.after === undefined ? undefined : after.row(pair.after),
  ]
  for (const pair of pagePairs(before.pages, after.pages)) {
    await giveWay()
    if (isUnfinished(pair, before, after)) {
      counts.addUnfinished()
      continue
    }
    const comparison = pageComparison(...rowsOf(pair))
    counts.add(comparison.change)
    for (const path of comparison.unmatched) unmatched.add(path)
    if (isWorthTelling(comparison, only)) told.push(pair)
  }
  return {
    ...counts.counts(),
    told: told.length,
    unmatched: [...unmatched],
    *diffs(context) {
      for (const pair of told) {
        const rows = rowsOf(pair)
        const comparison = pageComparison(...rows)
        if (comparison.change !== null)
          yield pageDiff(...rows, { ...comparison, change: comparison.change }, context)
      }
    },
  }
}

/** A page that is no longer listed is gone from the list, with a result or without. */
function isUnfinished(pair: PagePair, before: RunPages, after: RunPages): boolean {
  if (pair.after === undefined) return false
  const hadResult = pair.before === undefined || before.pages[pair.before]?.hasResult === true
  return !hadResult || after.pages[pair.after]?.hasResult !== true
}

/** Pages of which nothing has changed but their bytes are only counted. */
function isWorthTelling({ change, fields, texts }: PageComparison, only: ComparisonOptions['only']): boolean {
  if (change === null) return false
  if (only !== null) return only.includes(change)
  const isMinor = change === 'unchanged' || change === 'cosmetic'
  return !isMinor || fields.length > 0 || texts !== undefined
}
