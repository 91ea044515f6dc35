import { createGiveWay } from '../config/giveWay.ts'
import type { DocumentWriter, ResultDocument } from './document.ts'
import { createRow } from './row.ts'
import { createRowFigures } from './rowFigures.ts'

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
  const figuresOf = documents.some(({ wantsFigures }) => wantsFigures) ? figuresIn(result) : undefined
  const giveWay = createGiveWay()
  let index = 0
  for (const group of result.pages()) {
    for (const json of group) {
      // Rows come in the order of the input, one for each entry.
      const row = createRow(json, figuresOf?.(index))
      index += 1
      for (const document of documents) document.add(row)
      for (const document of documents) if (!document.hasRoom()) await document.flushed()
      await giveWay()
    }
  }
  for (const document of documents) await document.end(result)
}

function figuresIn({ corpus }: ResultDocument): ReturnType<typeof createRowFigures> | undefined {
  return corpus === null ? undefined : createRowFigures(corpus)
}
