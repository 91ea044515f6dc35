import { attributeMarks, hasAny } from '../markup/attributeMarks.ts'
import type { Element } from '../markup/pageTree.ts'
import { leadOf, outside } from './block.ts'
import type { MeasuredPage } from './measuredPage.ts'
import { pageHints } from './pageHints.ts'
import { kindProbabilities, pageKinds } from './pageKind.ts'
import { createScannedWords, scanWords, wordHash } from './scannedWords.ts'
import {
  attributeTrait,
  maxAttributeChars,
  maxTextChars,
  nameToken,
  traitAttributes,
  traitMarks,
  wordyMarks,
} from './tokens.ts'
import type { Weights } from './weights.ts'
import { placeOf } from './wordTable.ts'

/**
 * What words in the mark-up and in short texts say. By container where not said otherwise; a last place, always 0, is for
 * what stands outside all containers.
 */
export interface Evidence {
  /** Of the container and of all above it together. */
  readonly sum: Float64Array
  readonly own: Float32Array
  /** Like `sum`, as learnt from pages whose main text is many small things. */
  readonly list: Float64Array
  /** The lowest of the container and of all above it. */
  readonly lowest: Float32Array
  /** By block: its first words, and the inline element it begins in. */
  readonly text: Float32Array
  readonly lead: Float32Array
  /** Probability of each of `pageKinds`. */
  readonly kinds: Float64Array
}

/** Longer texts speak for themselves. */
const shortWords = 15

/** Every page has this word. */
const bias = wordHash('(bias)')

/** What words say together: see `Weights`. */
interface Score {
  path: number
  own: number
  list: number
}

/** Looks up the words of a page, those of an attribute that repeats once. Linear in the page. */
export function evidence(page: MeasuredPage, url: string | null, weights: Weights): Evidence {
  const scores = createScores(weights)
  const { extents, blocks, wordsOf } = page
  const { elements, parents } = page.containers
  const size = elements.length + 1
  // What is added up needs all its digits; the rest becomes a feature, which has these.
  const sum = new Float64Array(size)
  const list = new Float64Array(size)
  const own = new Float32Array(size)
  const lowest = new Float32Array(size)
  for (let order = 0; order < elements.length; order++) {
    if (extents.blocks[order] === 0) continue
    const score = scores.ofElement(elements.at(order))
    const parent = parents[order] as number
    const above = parent === outside ? elements.length : parent
    own[order] = score.own
    sum[order] = score.path + (sum[above] as number)
    list[order] = score.list + (list[above] as number)
    lowest[order] = Math.min(score.path, lowest[above] as number)
  }
  const text = new Float32Array(wordsOf.length)
  const lead = new Float32Array(wordsOf.length)
  for (let index = 0; index < wordsOf.length; index++) {
    if ((wordsOf[index] as number) <= shortWords) text[index] = scores.ofText(blocks.texts.at(index))
    const inline = leadOf(page, index)
    if (inline !== null) lead[index] = scores.ofElement(inline).own
  }
  for (const hint of pageHints(page, url)) scores.note(wordHash(hint))
  scores.note(bias)
  return { sum, own, list, lowest, text, lead, kinds: kindProbabilities(scores.noted(), weights.kinds) }
}

function createScores({ words, path, own, list, kinds, textWords, text: textWeights }: Weights) {
  const kindWords = kinds.length / pageKinds.length
  const attributes = new Map<string, Score>()
  const traits = new Map<string, Score>()
  const names = new Map<string, Score>()
  const telling = new Set<number>()
  const scanned = createScannedWords()
  const element = noScore()

  function note(hash: number): number {
    const place = placeOf(words, hash)
    if (place >= 0 && place < kindWords) telling.add(place)
    return place
  }

  function addWord(score: Score, hash: number): void {
    const place = note(hash)
    if (place < 0) return
    score.path += path[place] as number
    score.own += own[place] as number
    score.list += list[place] as number
  }

  function attributeScore(text: string): Score {
    const score = noScore()
    const count = scanWords(text, maxAttributeChars, scanned)
    for (let at = 0; at < count; at++) addWord(score, scanned.hashes[at] as number)
    return score
  }

  function addWords(of: Element): void {
    if (hasAny(of, attributeMarks.class)) addAttribute(of.attribute('class'))
    if (hasAny(of, attributeMarks.id)) addAttribute(of.attribute('id'))
    if (hasAny(of, attributeMarks['aria-label'])) addAttribute(of.attribute('aria-label'))
  }

  function addAttribute(text: string | undefined): void {
    if (text) add(element, remembered(attributes, text, attributeScore))
  }

  function addTraits(of: Element): void {
    for (const attribute of traitAttributes) {
      const value = hasAny(of, attributeMarks[attribute]) ? of.attribute(attribute) : undefined
      const trait = value ? attributeTrait(attribute, value) : null
      if (trait !== null) add(element, remembered(traits, trait, tokenScore))
    }
  }

  function tokenScore(token: string): Score {
    const score = noScore()
    addWord(score, wordHash(token))
    return score
  }

  const nameScore = (name: string): Score => tokenScore(nameToken(name))

  return {
    /** The score of an element, in room that the next one will take. */
    ofElement(of: Element): Score {
      element.path = 0
      element.own = 0
      element.list = 0
      add(element, remembered(names, of.name, nameScore))
      if (hasAny(of, wordyMarks)) addWords(of)
      if (hasAny(of, traitMarks)) addTraits(of)
      return element
    },
    ofText(text: string): number {
      let sum = 0
      const count = scanWords(text, maxTextChars, scanned)
      for (let at = 0; at < count; at++) {
        const place = placeOf(textWords, scanned.hashes[at] as number)
        if (place >= 0) sum += textWeights[place] as number
      }
      return sum
    },
    note,
    /** The places of the words that were met and speak for a kind. */
    noted: (): Iterable<number> => telling,
  }
}

function noScore(): Score {
  return { path: 0, own: 0, list: 0 }
}

function add(to: Score, score: Score | undefined): void {
  if (score === undefined) return
  to.path += score.path
  to.own += score.own
  to.list += score.list
}

function remembered(known: Map<string, Score>, text: string, scoreOf: (text: string) => Score): Score {
  const before = known.get(text)
  if (before !== undefined) return before
  const score = scoreOf(text)
  known.set(text, score)
  return score
}
