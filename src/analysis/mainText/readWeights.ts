import { wordHash } from './scannedWords.ts'
import type { Weights } from './weights.ts'
import { createWordTable } from './wordTable.ts'

/** Weights as the training writes them: a word and its numbers, with spaces between. */
export interface WrittenWeights {
  /** One number, in tenths. */
  readonly path: string
  readonly own: string
  readonly list: string
  readonly text: string
  /** Seven numbers, in hundredths. */
  readonly kinds: string
}

/** Throws for two words with kinds that have one number: the columns would be those of other words. */
export function readWeights({ path, own, list, text, kinds }: WrittenWeights): Weights {
  const kindRows = rows(kinds, 7)
  if (new Set(kindRows.map(([word]) => word)).size < kindRows.length)
    throw new Error('two words of the model that tell kinds have one number: see wordHash')
  const [pathRows, ownRows, listRows] = [rows(path, 1), rows(own, 1), rows(list, 1)]
  const hashes = new Set([kindRows, pathRows, ownRows, listRows].flat().map(([word]) => word))
  const column = (of: readonly Row[]): Float64Array => {
    const weights = new Map(of.map(([word, [weight = 0]]) => [word, weight / 10]))
    return Float64Array.from(hashes, (word) => weights.get(word) ?? 0)
  }
  const textRows = rows(text, 1)
  return {
    words: createWordTable(hashes),
    path: column(pathRows),
    own: column(ownRows),
    list: column(listRows),
    kinds: Float64Array.from(kindRows.flatMap(([, row]) => row.map((weight) => weight / 100))),
    textWords: createWordTable(textRows.map(([word]) => word)),
    text: Float64Array.from(textRows, ([, [weight = 0]]) => weight / 10),
  }
}

type Row = readonly [word: number, weights: readonly number[]]

function rows(text: string, width: number): Row[] {
  const pieces = text.split(' ')
  const found: Row[] = []
  for (let at = 0; at + width < pieces.length; at += width + 1) {
    found.push([wordHash(pieces[at] ?? ''), pieces.slice(at + 1, at + 1 + width).map(Number)])
  }
  return found
}
