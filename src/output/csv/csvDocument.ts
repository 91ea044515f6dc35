import type { DocumentWriter } from '../document.ts'
import { fieldValue, isOfCorpus } from '../fieldValue.ts'
import type { TextWriter } from '../textWriter.ts'
import { USUAL_FIELDS } from '../usualFields.ts'
import { cellText, harmlessCellText } from './cellText.ts'
import { csvLines } from './csvLines.ts'

const MAX_WAITING_CHARS = 32_768

/**
 * Writes a table of the rows, a column for each field, named by it. UTF-8 without a byte order mark: programs read it as
 * it is, and spreadsheets ask for the encoding.
 */
export function createCsvDocument(writer: TextWriter, fields: readonly string[]): DocumentWriter {
  const columns = [...new Set(fields.length > 0 ? fields : USUAL_FIELDS)]
  let lines: string[][] = []
  let waitingChars = 0

  const pushLines = (): void => {
    if (lines.length > 0) writer.push(csvLines(lines))
    lines = []
    waitingChars = 0
  }
  return {
    wantsFigures: columns.some(isOfCorpus),
    async begin() {
      writer.push(csvLines([columns.map(cellText)]))
    },
    add(row) {
      const object = row.object()
      const cells = columns.map((column) => harmlessCellText(fieldValue(object, column)))
      for (const cell of cells) waitingChars += cell.length
      lines.push(cells)
    },
    hasRoom: () => waitingChars < MAX_WAITING_CHARS,
    async flushed() {
      pushLines()
      if (!writer.hasRoom()) await writer.flushed()
    },
    async end() {
      pushLines()
      await writer.flushed()
    },
  }
}
