import { createGiveWay } from '../../config/giveWay.ts'
import type { DocumentWriter } from '../document.ts'
import type { TextWriter } from '../textWriter.ts'
import { blockText } from './blockText.ts'
import { createPageSample } from './markdownPages.ts'
import { corpusParts, countParts, failureParts, pageParts } from './markdownParts.ts'

/** Writes a summary to read: counts, failures, what the pages have in common, and the first pages. */
export function createMarkdownDocument(writer: TextWriter): DocumentWriter {
  let sample = createPageSample(null)
  return {
    async begin({ corpus }) {
      sample = createPageSample(corpus)
    },
    add: (row) => sample.add(row),
    hasRoom: () => true,
    flushed: writer.flushed,
    async end({ summary, run, corpus }) {
      const parts = [
        ...countParts(summary, run),
        ...failureParts(summary, sample),
        ...corpusParts(corpus, sample),
        ...pageParts(summary, sample),
      ]
      const giveWay = createGiveWay()
      for (const [place, part] of parts.entries()) {
        writer.push(`${place === 0 ? '' : '\n'}${blockText(part)}`)
        await giveWay()
      }
      await writer.flushed()
    },
  }
}
