import type { ChangeCounts, ScrapeReport } from '../types.ts'
import { elapsedText } from './elapsedText.ts'

/**
 * What a run did, in a few lines: counts and time, failures by code (most frequent first), files; and of one that was stopped
 * how it goes on.
 */
export function summaryLines(
  { outcome, summary, run, written }: ScrapeReport,
  continuation?: string,
): string[] {
  const { pages, ok, failed, skipped } = summary
  const files = written.filter((file) => file !== '-')
  const failures = Object.entries(summary.byFailure).sort(([, a], [, b]) => b - a)
  return [
    `${pages} ${pages === 1 ? 'page' : 'pages'} in ${elapsedText(run.elapsedMs)}: ${ok} ok, ${failed} failed, ${skipped} skipped`,
    ...(failures.length > 0
      ? [`failed: ${failures.map(([code, count]) => `${count} ${code}`).join(', ')}`]
      : []),
    ...changeLines(summary.changes),
    ...(files.length > 0 ? [`wrote ${files.join(', ')}`] : []),
    ...(outcome === 'interrupted' && continuation ? [`stopped before the end; ${continuation}`] : []),
  ]
}

/** Nothing is said where there was nothing to compare with: then every page is new. */
function changeLines(changes: ChangeCounts): string[] {
  const { new: added, ...others } = changes
  if (Object.values(others).every((count) => count === 0)) return []
  const told = { new: added, ...others }
  const parts = Object.entries(told).flatMap(([name, count]) => (count > 0 ? [`${count} ${name}`] : []))
  return [`since the last run: ${parts.join(', ')}`]
}
