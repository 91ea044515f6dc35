import { createGiveWay } from '../config/giveWay.ts'
import type { CorpusRow } from '../types.ts'

/** Visits all rows in their order, giving way to the event loop between them. */
export async function eachRow(
  groups: Iterable<readonly CorpusRow[]>,
  visit: (row: CorpusRow) => void,
): Promise<void> {
  const giveWay = createGiveWay()
  for (const group of groups) {
    for (const row of group) {
      visit(row)
      const pause = giveWay()
      if (pause !== undefined) await pause
    }
  }
}
