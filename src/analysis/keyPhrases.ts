import { compareCodePoints } from '../config/compareCodePoints.ts'
import type { Keyword } from '../types.ts'
import { withoutApostrophe } from './keywords.ts'
import { type PhraseCandidate, phraseCandidates } from './phraseCandidates.ts'
import { termScores } from './termScores.ts'
import type { Tokens } from './tokens.ts'
import { isTopicTerm } from './topicTerm.ts'
import type { Vocabulary } from './vocabulary.ts'

const maxPhrases = 10
const unspacedEnd =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u

/**
 * The ten phrases of two or three words that say most about the text, the best first, in lower case: of those
 * that stand in it at least twice without a stop word inside, by YAKE's score of a phrase (Campos and others
 * 2020), which weighs its terms (`termScores`) and how often they stand together. Ties in code point order.
 */
export function keyPhrases(tokens: Tokens, words: Vocabulary, stops: ReadonlySet<string>): Keyword[] {
  const isContent = contentTest(words, stops)
  const candidates = phraseCandidates(tokens, words, isContent)
  if (candidates.length === 0) return []
  const asked = new Set<number>()
  for (const { ids } of candidates) for (const id of ids) asked.add(id)
  const scores = termScores(tokens, words, asked, isContent)
  return candidates
    .map((candidate) => ({
      term: spelled(candidate, words.terms),
      count: candidate.count,
      score: score(candidate, scores),
    }))
    .sort((a, b) => a.score - b.score || compareCodePoints(a.term, b.term))
    .slice(0, maxPhrases)
    .map(({ term, count }) => ({ term, count }))
}

/** Tells the terms that phrases are made of; a term that stands only once is in none that stands twice. */
function contentTest({ terms, counts }: Vocabulary, stops: ReadonlySet<string>): (id: number) => boolean {
  const isContent = new Uint8Array(terms.length)
  for (const [id, count] of counts.entries()) {
    if (count < 2) continue
    const term = withoutApostrophe(terms[id] ?? '')
    if (!stops.has(term) && isTopicTerm(term)) isContent[id] = 1
  }
  return (id) => isContent[id] === 1
}

function score({ ids, count }: PhraseCandidate, scores: ReadonlyMap<number, number>): number {
  let product = 1
  let sum = 0
  for (const id of ids) {
    product *= scores.get(id) ?? 1
    sum += scores.get(id) ?? 1
  }
  return product / (count * (1 + sum))
}

function spelled({ ids }: PhraseCandidate, terms: readonly string[]): string {
  let phrase = ''
  for (const id of ids) phrase += `${phrase === '' || unspacedEnd.test(phrase) ? '' : ' '}${terms[id] ?? ''}`
  return phrase
}
