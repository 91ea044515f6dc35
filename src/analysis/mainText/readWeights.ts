import { wordHash } from './scannedWords.ts'
import type { Weights, WordWeight } from './weights.ts'

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

export function readWeights({ path, own, list, text, kinds }: WrittenWeights): Weights {
  const words = new Map<number, WordWeight>()
  const entry = (word: number): WordWeight => {
    const before = words.get(word)
    if (before !== undefined) return before
    const fresh = { path: 0, own: 0, list: 0, kinds: null }
    words.set(word, fresh)
    return fresh
  }
  for (const [word, [weight = 0]] of rows(path, 1)) entry(word).path = weight / 10
  for (const [word, [weight = 0]] of rows(own, 1)) entry(word).own = weight / 10
  for (const [word, [weight = 0]] of rows(list, 1)) entry(word).list = weight / 10
  for (const [word, row] of rows(kinds, 7)) entry(word).kinds = row.map((weight) => weight / 100)
  return { words, text: new Map(rows(text, 1).map(([word, [weight = 0]]) => [word, weight / 10])) }
}

function rows(text: string, width: number): [number, number[]][] {
  const pieces = text.split(' ')
  const found: [number, number[]][] = []
  for (let at = 0; at + width < pieces.length; at += width + 1) {
    found.push([wordHash(pieces[at] ?? ''), pieces.slice(at + 1, at + 1 + width).map(Number)])
  }
  return found
}
