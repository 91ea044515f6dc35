import type { DocumentWriter } from './document.ts'
import { createFailedList, createFailedRows } from './failed/failedDocument.ts'
import { createFailedTable } from './failed/failedTable.ts'
import type { FailedFormat } from './format.ts'
import { createJsonDocument } from './json/jsonDocument.ts'
import type { Output, SideOutput } from './openOutput.ts'
import { jointWriter, type TextWriter } from './textWriter.ts'

/** Most runs write one format: the others' libraries stay where they are. */
const TEXT_DOCUMENTS = {
  json: async (writer: TextWriter) => createJsonDocument(writer),
  csv: async (writer: TextWriter, fields: readonly string[]) =>
    (await import('./csv/csvDocument.ts')).createCsvDocument(writer, fields),
  md: async (writer: TextWriter) =>
    (await import('./markdown/markdownDocument.ts')).createMarkdownDocument(writer),
} as const

/** What writes the documents among the outputs: a text that goes to several places is made once. */
export async function documentsOf(
  outputs: readonly Output[],
  fields: readonly string[],
): Promise<DocumentWriter[]> {
  const documents: DocumentWriter[] = []
  for (const format of ['json', 'csv', 'md'] as const) {
    const writers = outputs.filter((output) => output.format === format).map(({ writer }) => writer)
    if (writers.length > 0) documents.push(await TEXT_DOCUMENTS[format](jointWriter(writers), fields))
  }
  for (const { path, format, file } of outputs) {
    if (file === undefined) continue
    if (format === 'sqlite') {
      documents.push((await import('./sqlite/sqliteDocument.ts')).createSqliteDocument(path, file))
    }
    if (format === 'parquet') {
      documents.push((await import('./parquet/parquetDocument.ts')).createParquetDocument(file, fields))
    }
  }
  return documents
}

/** What writes the failures. */
export function failedDocument({ path, format, writer }: SideOutput<FailedFormat>): DocumentWriter {
  if (format === 'csv') return createFailedTable(path, writer)
  return format === 'txt' ? createFailedList(writer) : createFailedRows(writer)
}
