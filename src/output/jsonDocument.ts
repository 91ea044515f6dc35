import type { RunInfo, ScrapeSummary } from '../types.ts'
import type { TextWriter } from './textWriter.ts'

/** The whole result. The pages come as JSON, a group at a time. */
export interface ResultDocument {
  readonly summary: ScrapeSummary
  readonly run: RunInfo
  pages(): Iterable<readonly string[]>
}

const VERSION = 1

/** Writes the document of `out.json`, one page a line, holding no more than a group of pages at a time. */
export async function writeJsonDocument(writer: TextWriter, document: ResultDocument): Promise<void> {
  writer.push(
    `{\n"version": ${VERSION},\n"summary": ${JSON.stringify(document.summary)},\n"corpus": {},\n"pages": [`,
  )
  let separator = '\n'
  for (const group of document.pages()) {
    for (const page of group) {
      writer.push(separator + page)
      separator = ',\n'
    }
    if (!writer.hasRoom()) await writer.flushed()
  }
  writer.push(`\n],\n"run": ${JSON.stringify(document.run)}\n}\n`)
  await writer.flushed()
}
