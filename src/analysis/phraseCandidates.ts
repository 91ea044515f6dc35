import { gap } from './gapBetween.ts'
import type { Tokens } from './tokens.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Two or three terms, by their places in the vocabulary, that stand next to each other. */
export interface PhraseCandidate {
  readonly ids: readonly number[]
  readonly count: number
}

/** What a later word cannot change much. */
const readWords = 50_000
const none = -1

/**
 * The runs of two and three terms without a stop word that stand at least twice among the first 50,000 words, on one
 * line of one sentence; but not those that only ever stand inside a longer one.
 */
export function phraseCandidates(
  tokens: Tokens,
  words: Vocabulary,
  isContent: (id: number) => boolean,
): PhraseCandidate[] {
  const keys = pairKeys(tokens, words, isContent)
  const pairs = repeated(keys, (at) => keys[at] ?? none)
  const triples = repeated(keys, (at) => {
    const pair = pairs.get(keys[at] ?? none)
    return pair === undefined || !pairs.has(keys[at + 1] ?? none)
      ? none
      : pair.number * words.terms.length + (words.ids[at + 2] ?? 0)
  })
  const inside = new Map<number, number>()
  for (const { at, count } of triples.values()) {
    for (const key of [keys[at] ?? none, keys[at + 1] ?? none])
      inside.set(key, Math.max(count, inside.get(key) ?? 0))
  }
  return [
    ...[...pairs]
      .filter(([key, { count }]) => inside.get(key) !== count)
      .map(([, found]) => phrase(found, 2)),
    ...[...triples.values()].map((found) => phrase(found, 3)),
  ]

  function phrase({ at, count }: Found, length: number): PhraseCandidate {
    const ids: number[] = []
    for (let word = at; word < at + length; word++) ids.push(words.ids[word] as number)
    return { ids, count }
  }
}

/** For each word a number that stands for it and the next, or `none` where they cannot be in one phrase. */
function pairKeys(
  { gaps }: Tokens,
  { ids, terms }: Vocabulary,
  isContent: (id: number) => boolean,
): Float64Array {
  const keys = new Float64Array(Math.min(ids.length, readWords)).fill(none)
  for (let at = 0; at + 1 < keys.length; at++) {
    const first = ids[at] ?? 0
    const second = ids[at + 1] ?? 0
    if (gaps[at + 1] !== gap.space || first === second || !isContent(first) || !isContent(second)) continue
    keys[at] = first * terms.length + second
  }
  return keys
}

interface Found {
  /** Where it stands first. */
  readonly at: number
  readonly number: number
  count: number
}

/** What stands at least twice, by its key. */
function repeated(keys: Float64Array, keyAt: (at: number) => number): Map<number, Found> {
  const found = new Map<number, Found>()
  for (let at = 0; at < keys.length; at++) {
    if (keys[at] === none) continue
    const key = keyAt(at)
    if (key === none) continue
    const known = found.get(key)
    if (known === undefined) found.set(key, { at, number: found.size, count: 1 })
    else known.count++
  }
  for (const [key, { count }] of found) if (count < 2) found.delete(key)
  return found
}
