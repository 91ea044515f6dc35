import { createGiveWay } from '../../config/giveWay.ts'
import type { Corpus } from '../../types.ts'
import type { DocumentWriter } from '../document.ts'
import type { TextWriter } from '../textWriter.ts'
import { jsonPieces } from './jsonPieces.ts'

const VERSION = 1
const CORPUS_PARTS = [
  'terms',
  'distributions',
  'percentiles',
  'boilerplate',
  'nearDuplicates',
  'softDuplicates',
  'links',
] as const satisfies readonly (keyof Corpus)[]

/** Writes the document of `out.json`, one page a line. */
export function createJsonDocument(writer: TextWriter): DocumentWriter {
  let separator = '\n'
  return {
    async begin({ summary, corpus }) {
      writer.push(`{\n"version": ${VERSION},\n"summary": ${JSON.stringify(summary)},\n"corpus": `)
      await pushAll(writer, corpus ? corpusPieces(corpus) : ['{}'])
      writer.push(',\n"pages": [')
    },
    add({ json }) {
      writer.push(separator)
      writer.push(json)
      separator = ',\n'
    },
    hasRoom: writer.hasRoom,
    flushed: writer.flushed,
    async end({ run }) {
      writer.push(`\n],\n"run": ${JSON.stringify(run)}\n}\n`)
      await writer.flushed()
    },
  }
}

async function pushAll(writer: TextWriter, pieces: Iterable<string>): Promise<void> {
  const giveWay = createGiveWay()
  for (const piece of pieces) {
    writer.push(piece)
    if (!writer.hasRoom()) await writer.flushed()
    await giveWay()
  }
}

/** What was found over all pages, a part a line; the pages come a group a line, as they are made. */
function* corpusPieces(corpus: Corpus): Generator<string> {
  yield '{\n'
  for (const part of CORPUS_PARTS) {
    yield `"${part}": `
    yield* jsonPieces(corpus[part])
    yield ',\n'
  }
  yield '"pages": ['
  let separator = '\n'
  for (const group of corpus.pages()) {
    if (group.length === 0) continue
    yield separator
    // A group is small, and so are the lists of a page.
    yield JSON.stringify(group).slice(1, -1)
    separator = ',\n'
  }
  yield '\n]\n}'
}
