import { gap } from './gapBetween.ts'
import type { Tokens } from './tokens.ts'
import type { Vocabulary } from './vocabulary.ts'

interface TermFacts {
  readonly sentences: number[]
  readonly before: Set<number>
  readonly after: Set<number>
  capitalised: number
  upperCase: number
}

/**
 * How little a term says about its text, the less the better, by YAKE's five features (Campos and others 2020,
 * "YAKE! Keyword extraction from single documents using multiple local features"): casing, position, frequency,
 * different neighbours, and spread over sentences. Only for the terms asked for.
 */
export function termScores(
  { forms, words, gaps }: Tokens,
  { terms, counts, ids }: Vocabulary,
  asked: ReadonlySet<number>,
  isContent: (id: number) => boolean,
): Map<number, number> {
  const facts: (TermFacts | undefined)[] = new Array(counts.length).fill(undefined)
  for (const id of asked) facts[id] = noFacts()
  let sentence = 0
  for (let at = 0; at < ids.length; at++) {
    if (gaps[at] === gap.stop && at > 0) sentence++
    const id = ids[at] ?? 0
    const known = facts[id]
    if (known === undefined) continue
    if (known.sentences.at(-1) !== sentence) known.sentences.push(sentence)
    if (gaps[at] === gap.space) known.before.add(ids[at - 1] ?? 0)
    if (gaps[at + 1] === gap.space) known.after.add(ids[at + 1] ?? 0)
    addCasing(known, forms[words[at] as number] ?? '', terms[id] ?? '', gaps[at] === gap.stop)
  }
  const frequency = frequencies(counts, isContent)
  const scoreOf = (id: number) => score(facts[id] ?? noFacts(), counts[id] ?? 1, frequency, sentence + 1)
  return new Map([...asked].map((id) => [id, scoreOf(id)]))
}

/** A capital at the beginning of a sentence says nothing, a word all in capitals does. */
function addCasing(facts: TermFacts, word: string, term: string, isFirst: boolean): void {
  if (word === term) return
  if (word.length > 1 && word === word.toUpperCase()) facts.upperCase++
  else if (!isFirst) facts.capitalised++
}

function score(facts: TermFacts, count: number, frequency: Frequencies, allSentences: number): number {
  const casing = Math.max(facts.capitalised, facts.upperCase) / (1 + Math.log(count))
  const median = facts.sentences[Math.floor(facts.sentences.length / 2)] ?? 0
  const position = Math.log(Math.log(3 + median))
  const normalised = count / (frequency.mean + frequency.deviation)
  const neighbours = (facts.before.size + facts.after.size) / count
  const relatedness = 1 + (neighbours * count) / frequency.most
  const spread = facts.sentences.length / allSentences
  return (relatedness * position) / (casing + normalised / relatedness + spread / relatedness)
}

interface Frequencies {
  readonly mean: number
  readonly deviation: number
  readonly most: number
}

function frequencies(counts: Int32Array, isContent: (id: number) => boolean): Frequencies {
  let terms = 0
  let sum = 0
  let most = 1
  for (let id = 0; id < counts.length; id++) {
    if (!isContent(id)) continue
    const count = counts[id] as number
    terms++
    sum += count
    most = Math.max(most, count)
  }
  const mean = sum / terms
  let squares = 0
  for (let id = 0; id < counts.length; id++)
    if (isContent(id)) squares += ((counts[id] as number) - mean) ** 2
  return { mean, deviation: Math.sqrt(squares / terms), most }
}

function noFacts(): TermFacts {
  return { sentences: [], before: new Set(), after: new Set(), capitalised: 0, upperCase: 0 }
}
