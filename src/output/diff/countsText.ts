import type { DiffSummary } from '../../types.ts'

/** How many pages compare how, most telling first; words without pages are left out. */
export function countsText({ changes, stillNotOk, unfinished }: DiffSummary): string {
  const counts = Object.entries({
    ...changes,
    'still not ok': stillNotOk,
    'without a result yet': unfinished,
  }).filter(([, count]) => count > 0)
  return counts.map(([word, count]) => `${count.toLocaleString('en')} ${word}`).join(', ') || 'no pages'
}
