import type { RowFacts, ScrapeSummary } from '../types.ts'

/** Counts rows one after another. The order in which they come makes no difference. */
export interface SummaryCounter {
  add(row: RowFacts): void
  /** `removedPages`: of the last closed run, no longer listed. */
  summary(removedPages: number): ScrapeSummary
}

export function createSummaryCounter(): SummaryCounter {
  const counts = { pages: 0, ok: 0, failed: 0, skipped: 0, bytes: 0, words: 0 }
  const changes = { new: 0, unchanged: 0, cosmetic: 0, changed: 0, gone: 0 }
  const byStatusCode = new Map<string, number>()
  const byFailure = new Map<string, number>()
  const byHost = new Map<string, number>()
  const byLanguage = new Map<string, number>()

  const addResult = (row: RowFacts & { kind: 'result' }): void => {
    counts[row.status] += 1
    counts.bytes += row.bytes
    counts.words += row.words
    if (row.change !== null) changes[row.change] += 1
    count(byHost, row.host)
    if (row.statusCode !== null) count(byStatusCode, String(row.statusCode))
    if (row.failureCode !== null) count(byFailure, row.failureCode)
    if (row.language !== null) count(byLanguage, row.language)
  }
  return {
    add(row) {
      counts.pages += 1
      if (row.kind === 'result') return addResult(row)
      if (row.kind !== 'invalid') {
        counts.skipped += 1
        return
      }
      counts.failed += 1
      count(byFailure, 'invalid-url')
    },
    summary: (removed) => ({
      ...counts,
      byStatusCode: sorted(byStatusCode),
      byFailure: sorted(byFailure),
      byHost: sorted(byHost),
      byLanguage: sorted(byLanguage),
      changes: { ...changes, removed },
    }),
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
}
