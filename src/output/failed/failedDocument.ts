import { joinedText } from '../../config/utf8.ts'
import type { Utf8Text } from '../../types.ts'
import type { DocumentWriter } from '../document.ts'
import { type FailedResult, failedResult, type Row } from '../row.ts'
import type { TextWriter } from '../textWriter.ts'

/** Writes the URLs that failed, one a line, as an input has them. What is no URL is left as a comment: it would fail again. */
export const createFailedList = (writer: TextWriter): DocumentWriter =>
  createFailedLines(writer, (failed) => {
    // A URL is read as if these were not there.
    const line = failed.url.replace(/[\t\r\n]+/g, '')
    return failed.failure.code === 'invalid-url' ? `# invalid: ${line}` : line
  })

/** Writes the rows that failed, one a line. */
export const createFailedRows = (writer: TextWriter): DocumentWriter =>
  createFailedLines(writer, (_failed, row) => row.json)

function createFailedLines(
  writer: TextWriter,
  lineOf: (failed: FailedResult, row: Row) => Utf8Text,
): DocumentWriter {
  return {
    async begin() {},
    add(row) {
      const failed = failedResult(row)
      if (failed !== undefined) writer.push(joinedText([lineOf(failed, row), '\n']))
    },
    hasRoom: writer.hasRoom,
    flushed: writer.flushed,
    end: writer.flushed,
  }
}
