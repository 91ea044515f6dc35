import type { RowFacts, ScrapeSummary, StoredRow } from '../types.ts'
import { rowJson } from './rowJson.ts'
import { createSummaryCounter } from './summary.ts'

/** The rows of a run, in input order, a group at a time. */
export interface RowSource {
  facts(): Iterable<readonly RowFacts[]>
  rows(): Iterable<readonly StoredRow[]>
}

/** The merged result: what is counted over all rows, and the rows as JSON, read as they are asked for. */
export interface MergedReport {
  readonly summary: ScrapeSummary
  pages(): Iterable<readonly string[]>
  /** The rows that an interrupted run has no result for. */
  unfinishedPages(): Iterable<readonly string[]>
}

/** Reads the counted columns of all rows, giving way to the event loop between groups. Memory does not grow with the rows. */
export async function mergedReport(source: RowSource): Promise<MergedReport> {
  const counter = createSummaryCounter()
  for (const facts of source.facts()) {
    for (const row of facts) counter.add(row)
    await new Promise(setImmediate)
  }
  return {
    summary: counter.summary(),
    pages: () => jsonOf(source, () => true),
    unfinishedPages: () => jsonOf(source, ({ kind }) => kind === 'unfinished'),
  }
}

function* jsonOf(source: RowSource, isWanted: (row: StoredRow) => boolean): Generator<string[]> {
  for (const rows of source.rows()) yield rows.filter(isWanted).map(rowJson)
}
