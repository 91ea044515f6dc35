import { createGiveWay } from '../config/giveWay.ts'
import type { DocumentWriter } from './document.ts'
import type { TextWriter } from './textWriter.ts'

/** Writes the links among the pages, as the text that was made of them. */
export function createGraphDocument(writer: TextWriter): DocumentWriter {
  return {
    async begin({ graphPieces }) {
      const giveWay = createGiveWay()
      for (const piece of graphPieces ?? []) {
        writer.push(piece)
        if (!writer.hasRoom()) await writer.flushed()
        await giveWay()
      }
    },
    add() {},
    hasRoom: writer.hasRoom,
    flushed: writer.flushed,
    end: writer.flushed,
  }
}
