import type { Keyword } from '../types.ts'
import { compareCodePoints } from './compareCodePoints.ts'
import { stopWords } from './stopWords.ts'

const maxKeywords = 20

/**
 * The 20 most frequent terms, the most frequent first, ties in code point order. A term is a lower-case word
 * without elision (`l'`) or possessive (`'s`), of at least two letters (one in Chinese, Japanese or Korean),
 * that is no contraction and no stop word of the language (English where the page declares none).
 */
export function keywords(words: readonly string[], language: string | null): Keyword[] {
  const stops = stopWords(language ?? 'en')
  const termsByCount = groupedByCount(termCounts(words))
  const found: Keyword[] = []
  for (const count of [...termsByCount.keys()].sort((a, b) => b - a)) {
    const terms = (termsByCount.get(count) ?? []).filter((term) => !stops.has(term) && isTerm(term))
    for (const term of terms.sort(compareCodePoints)) {
      found.push({ term, count })
      if (found.length === maxKeywords) return found
    }
  }
  return found
}

function termCounts(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) {
    const term = withoutApostrophes(word.toLowerCase())
    counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  return counts
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

const term =
  /\p{L}[\p{L}\p{M}\p{N}]*\p{L}|\p{L}\p{M}|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u

function isTerm(word: string): boolean {
  return term.test(word)
}

/** What the word is about; empty for a contraction (`don't`, `we'll`). */
function withoutApostrophes(word: string): string {
  const at = word.search(/['’ʼ]/)
  if (at === -1) return word
  const first = word.slice(0, at)
  const rest = word.slice(at + 1)
  if (rest === 's') return first
  if (rest.length <= 2) return ''
  return first.length <= 2 ? rest : word
}
