import type { PageKind } from '../../types.ts'
import type { DocumentKind } from '../documentKind.ts'
import type { Text } from '../markup/pageTree.ts'
import { featureNames, readFeatures } from './blockFeatures.ts'
import { chosenBlocks } from './chosenBlocks.ts'
import { type Evidence, evidence } from './evidence.ts'
import { excerpt } from './excerpt.ts'
import { fewWords, isMostlyConcealed } from './isMostlyConcealed.ts'
import { joinedText } from './joinedText.ts'
import type { MeasuredPage } from './measuredPage.ts'
import { model } from './model.ts'
import { outsideLandmarks } from './outsideLandmarks.ts'
import { pageKinds } from './pageKind.ts'
import { RememberedTrees } from './rememberedTrees.ts'
import { treesProbability } from './trees.ts'

export interface MainText {
  /**
   * Plain text, a blank line between paragraphs, white space kept in code. Its words are those of the visible text, in order, and of
   * blocks that a click may show.
   */
  readonly text: string
  /** The first sentence or so, 300 characters at most; null when there is no text. */
  readonly excerpt: string | null
  /** What kind of page it looks like; null for plain text and XML, and for a page with next to nothing on it. */
  readonly kind: PageKind | null
  /** The text nodes that are main text. */
  nodes(): Set<Text>
  /** Whether any of the blocks with these numbers is main text, ends included. */
  isMainBetween(from: number, to: number): boolean
}

/**
 * The main text of a page, navigation and other boilerplate left out. A feed and plain text have none: all of them is
 * main text. Linear in the page; never throws.
 */
export function mainText(page: MeasuredPage, kind: DocumentKind, url: string | null): MainText {
  if (kind === 'xml' || kind === 'plain')
    return textOf(page, new Uint8Array(page.wordsOf.length).fill(1), null)
  if (page.shownWords < fewWords && !isMostlyConcealed(page))
    return textOf(page, outsideLandmarks(page), null)
  const found = evidence(page, url, model.weights)
  return textOf(page, likelyBlocks(page, found), likeliestKind(found.kinds))
}

/** Where there are fewer, few are so much like the last one at their tag path that comparing them would be worth it. */
const manyBlocks = 2000

function likelyBlocks(page: MeasuredPage, found: Evidence): Uint8Array {
  const probabilities = new Float64Array(page.wordsOf.length)
  const { trees } = model
  const remembered =
    probabilities.length < manyBlocks ? null : new RememberedTrees(trees, featureNames.length)
  readFeatures(page, found, (row, index) => {
    const kind = page.groupOf[index] as number
    probabilities[index] = remembered?.probabilityOf(row, kind) ?? treesProbability(trees, row)
  })
  return chosenBlocks(probabilities, page.wordsOf)
}

function likeliestKind(probabilities: Float64Array): PageKind {
  return pageKinds[probabilities.indexOf(Math.max(...probabilities))] ?? 'article'
}

function textOf(page: MeasuredPage, isChosen: Uint8Array, kind: PageKind | null): MainText {
  const chosenBefore = runningCounts(isChosen)
  return {
    text: joinedText(page, (index) => isChosen[index] === 1),
    excerpt: excerpt(chosenTexts(page, isChosen)),
    kind,
    nodes: () => chosenNodes(page, isChosen),
    isMainBetween: (from, to) => countBefore(chosenBefore, to + 1) > countBefore(chosenBefore, from),
  }
}

function* chosenTexts({ blocks }: MeasuredPage, isChosen: Uint8Array): Generator<string> {
  for (let index = 0; index < isChosen.length; index++)
    if (isChosen[index] === 1) yield blocks.texts.at(index)
}

function chosenNodes({ blocks: { firstNodes, nodes } }: MeasuredPage, isChosen: Uint8Array): Set<Text> {
  const chosen = new Set<Text>()
  for (let index = 0; index < isChosen.length; index++) {
    if (isChosen[index] !== 1) continue
    const end = firstNodes[index + 1] ?? nodes.length
    for (let at = firstNodes[index] as number; at < end; at++) chosen.add(nodes.at(at))
  }
  return chosen
}

/** How many of the flags before each place are set, and after the last one. */
function runningCounts(flags: Uint8Array): Int32Array {
  const counts = new Int32Array(flags.length + 1)
  for (let index = 0; index < flags.length; index++)
    counts[index + 1] = (counts[index] as number) + (flags[index] as number)
  return counts
}

function countBefore(counts: Int32Array, place: number): number {
  return counts[Math.min(Math.max(place, 0), counts.length - 1)] as number
}
