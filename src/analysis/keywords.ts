import { compareCodePoints } from '../config/compareCodePoints.ts'
import type { Keyword } from '../types.ts'
import { isTopicTerm } from './topicTerm.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * The most frequent terms, at most `limit`, the most frequent first, ties in code point order. A term is a lower-case word
 * without elision (`l'`) or possessive (`'s`), of at least two letters, that is no contraction and no stop word.
 * In Japanese it has more than kana of the native kind: those spell grammar.
 */
export function topTerms(
  { terms, counts }: Vocabulary,
  stops: ReadonlySet<string>,
  limit: number,
): Keyword[] {
  const termsByCount = termsWithoutApostrophes(terms, counts)
  const found: Keyword[] = []
  for (const count of [...termsByCount.keys()].sort((a, b) => b - a)) {
    const group = (termsByCount.get(count) ?? []).filter((term) => !stops.has(term) && isTopicTerm(term))
    for (const term of group.sort(compareCodePoints)) {
      found.push({ term, count })
      if (found.length === limit) return found
    }
  }
  return found
}

/** By how often they stand in the text, so that only those which can be among the most frequent are looked at closely. */
function termsWithoutApostrophes(terms: readonly string[], counts: Int32Array): Map<number, string[]> {
  const groups = new Map<number, string[]>()
  const put = (term: string, count: number): void => {
    const group = groups.get(count)
    if (group === undefined) groups.set(count, [term])
    else group.push(term)
  }
  const bared = baredCounts(terms, counts)
  const isBare = bared.size === 0 ? () => true : (term: string) => !apostrophe.test(term)
  for (let id = 0; id < terms.length; id++) {
    const term = terms[id] ?? ''
    if (!isBare(term)) continue
    put(term, (counts[id] ?? 0) + (bared.get(term) ?? 0))
    bared.delete(term)
  }
  for (const [term, count] of bared) put(term, count)
  return groups
}

/** Of the terms with an apostrophe, which are few, what they are without it, and how often. */
function baredCounts(terms: readonly string[], counts: Int32Array): Map<string, number> {
  const bared = new Map<string, number>()
  for (let id = 0; id < terms.length; id++) {
    const term = terms[id] ?? ''
    if (!apostrophe.test(term)) continue
    const bare = withoutApostrophe(term)
    bared.set(bare, (bared.get(bare) ?? 0) + (counts[id] ?? 0))
  }
  return bared
}

const apostrophe = /['’ʼ]/

/** What the word is about; empty for a contraction (`don't`, `we'll`). */
export function withoutApostrophe(word: string): string {
  const at = word.search(apostrophe)
  if (at === -1) return word
  const first = word.slice(0, at)
  const rest = word.slice(at + 1)
  if (rest === 's') return first
  if (rest.length <= 2) return ''
  return first.length <= 2 ? rest : word
}
