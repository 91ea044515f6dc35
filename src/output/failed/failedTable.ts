import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { joinedText } from '../../config/utf8.ts'
import { errorMessage, OutputError } from '../../errors.ts'
import type { JsonValue, Utf8Text } from '../../types.ts'
import { harmlessCellText } from '../csv/cellText.ts'
import { csvLines } from '../csv/csvLines.ts'
import type { DocumentWriter } from '../document.ts'
import { createReplacedFile, type ReplacedFile } from '../replacedFile.ts'
import { failedResult } from '../row.ts'
import { createTextWriter, type TextWriter } from '../textWriter.ts'

const OWN_COLUMNS = ['url', 'code', 'stage', 'message', 'statusCode', 'attempts'] as const

/**
 * Writes a table of the failures with the columns of their input. Which those are is known only in the end, so the rows
 * wait in a file of their own. An input's column that has the name of one of the table's own is left out: it is what an earlier run had to say.
 */
export function createFailedTable(path: string, writer: TextWriter): DocumentWriter {
  let aside: ReplacedFile | undefined
  const write = async (pieces: readonly Utf8Text[]): Promise<void> => aside?.write(joinedText(pieces))
  const waiting = createTextWriter({ write, onError: () => {}, onRoom: () => {} })
  const inputColumns = new Set<string>()
  const close = async (): Promise<void> => aside?.[Symbol.asyncDispose]()
  return {
    async begin() {
      aside = await createReplacedFile(`${path}.rows`, '.textmill-tmp')
    },
    add(row) {
      const failed = failedResult(row)
      if (failed === undefined) return
      const { url, failure, input = {} } = failed
      for (const column of Object.keys(input)) inputColumns.add(column)
      const { code, stage, message, statusCode, attempts } = failure
      waiting.push(`${jsonLine({ ...input, url, code, stage, message, statusCode, attempts })}\n`)
    },
    hasRoom: waiting.hasRoom,
    flushed: waiting.flushed,
    async end() {
      await waiting.flushed()
      for (const column of OWN_COLUMNS) inputColumns.delete(column)
      const columns = [...OWN_COLUMNS, ...inputColumns]
      writer.push(csvLines([columns.map(harmlessCellText)]))
      for await (const rows of waitingRows(path, aside?.temporary)) {
        writer.push(csvLines(rows.map((row) => columns.map((column) => harmlessCellText(row.get(column))))))
        if (!writer.hasRoom()) await writer.flushed()
      }
      await writer.flushed()
      await close()
    },
    close,
  }
}

/** On one line for every reader: Node's takes two signs for line breaks that JSON writes as they are. */
function jsonLine(value: unknown): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}

const ROWS_PER_READ = 100

async function* waitingRows(
  path: string,
  file: string | undefined,
): AsyncGenerator<Map<string, JsonValue>[]> {
  if (file === undefined) return
  let rows: Map<string, JsonValue>[] = []
  try {
    for await (const line of createInterface({ input: createReadStream(file) })) {
      rows.push(new Map(Object.entries(JSON.parse(line))))
      if (rows.length < ROWS_PER_READ) continue
      yield rows
      rows = []
    }
  } catch (cause) {
    throw new OutputError(`cannot write ${path}: ${errorMessage(cause)}`, { cause })
  }
  if (rows.length > 0) yield rows
}
