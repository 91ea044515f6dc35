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
  const termsByCount = groupedByCount(withoutApostrophes(terms, counts))
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

/** So that only the terms which can be among the most frequent are looked at closely. */
function groupedByCount(counts: ReadonlyMap<string, number>): Map<number, string[]> {
  const groups = new Map<number, string[]>()
  for (const [term, count] of counts) {
    const group = groups.get(count)
    if (group === undefined) groups.set(count, [term])
    else group.push(term)
  }
  return groups
}

function withoutApostrophes(terms: readonly string[], counts: readonly number[]): Map<string, number> {
  const merged = new Map<string, number>()
  for (const [id, term] of terms.entries()) {
    const bare = withoutApostrophe(term)
    merged.set(bare, (merged.get(bare) ?? 0) + (counts[id] ?? 0))
  }
  return merged
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
