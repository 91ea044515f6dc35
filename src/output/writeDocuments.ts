import type { DocumentWriter, ResultDocument } from './document.ts'
import { createGiveWay } from './giveWay.ts'
import { createRow } from './row.ts'

/**
 * Writes all documents of a run from one reading of its rows. Goes on at the pace of the slowest, and gives way to
 * the event loop. Rejects with the first failure to write.
 */
export async function writeDocuments(
  documents: readonly DocumentWriter[],
  result: ResultDocument,
): Promise<void> {
  if (documents.length === 0) return
  for (const document of documents) await document.begin(result)
  const giveWay = createGiveWay()
  for (const group of result.pages()) {
    for (const json of group) {
      const row = createRow(json)
      for (const document of documents) document.add(row)
      for (const document of documents) if (!document.hasRoom()) await document.flushed()
      await giveWay()
    }
  }
  for (const document of documents) await document.end(result)
}
