import { type ShingleSet, shingleSet } from './shingleSet.ts'

/** Where the texts come from, and how they are cut. */
export interface TextReader {
  /** The main text of the page with this index; null where there is none. */
  readonly readText: (index: number) => string | null
  /** The words of a text in order: those that the bands were made of. */
  readonly wordsOf: (text: string) => readonly string[]
}

/** The shingles of pages, by index. Those asked for last are kept, as many as `maxBytes` hold. */
export function createShingleCache(reader: TextReader, maxBytes: number): (index: number) => ShingleSet {
  const sets = new Map<number, ShingleSet>()
  let bytes = 0

  function drop(index: number, set: ShingleSet): void {
    sets.delete(index)
    bytes -= set.byteLength
  }
  return (index) => {
    const kept = sets.get(index)
    if (kept !== undefined) drop(index, kept)
    const set = kept ?? shingleSet(reader.wordsOf(reader.readText(index) ?? ''))
    for (const [oldest, old] of sets) {
      if (bytes + set.byteLength <= maxBytes) break
      drop(oldest, old)
    }
    sets.set(index, set)
    bytes += set.byteLength
    return set
  }
}
