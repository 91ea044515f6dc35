import type { LongList } from '../longList.ts'
import type { Element } from '../markup/pageTree.ts'
import type { NotableElements } from '../notableElements.ts'
import { type Containers, isConcealedBlock, leadOf, outside, type PageContent } from './block.ts'
import { characters } from './characters.ts'
import { ExtentCounter, type Extents } from './extents.ts'
import { filled } from './filled.ts'

/** Blocks at the same tag path. */
export interface Group {
  blocks: number
  words: number
  linkChars: number
  chars: number
}

/** Elements in which a page may say what kind it is. */
export type DeclaredElements = Pick<NotableElements, 'metas' | 'scripts'>

export interface MeasuredPage extends PageContent {
  readonly declared: DeclaredElements
  /** By block, as all that ends in `Of`. */
  readonly wordsOf: Int32Array
  /** 1 where the text ends like a sentence. */
  readonly sentenceEndOf: Uint8Array
  readonly groupOf: Int32Array
  /** How often the same short text stood before. */
  readonly repeatsOf: Int32Array
  readonly groups: readonly Group[]
  readonly extents: Extents
  /** Of the whole page. */
  readonly words: number
  /** Without those of concealed blocks. */
  readonly shownWords: number
  readonly linkWords: number
  readonly proseWords: number
  /** The container with the most prose of its own, or `outside`. */
  readonly top: number
}

/** Only texts up to this length are looked for a second time. */
const repeatableChars = 100

/** Everything counted once, in time linear in the page. */
export function measuredPage(content: PageContent, declared: DeclaredElements): MeasuredPage {
  const { blocks, containers } = content
  const { length } = blocks.texts
  const wordsOf = new Int32Array(length)
  const sentenceEndOf = new Uint8Array(length)
  const counting = new ExtentCounter(containers)
  let words = 0
  let shownWords = 0
  for (let index = 0; index < length; index++) {
    const counted = characters(blocks.texts.at(index))
    counting.add(blocks.containers[index] as number, index, counted, linkDensity(content, index))
    wordsOf[index] = counted.words
    sentenceEndOf[index] = counted.endsSentence ? 1 : 0
    words += counted.words
    if (!isConcealedBlock(blocks, index)) shownWords += counted.words
  }
  const extents = counting.total()
  const { groups, groupOf } = grouped(content, wordsOf)
  return {
    declared,
    containers,
    blocks,
    wordsOf,
    sentenceEndOf,
    groupOf,
    groups,
    repeatsOf: repeats(blocks.texts),
    extents,
    words,
    shownWords,
    linkWords: extents.linkWords[containers.elements.length] ?? 0,
    proseWords: extents.proseWords[containers.elements.length] ?? 0,
    top: counting.top(),
  }
}

/** How much of a block stands in links, 0 to 1. */
export function linkDensity({ blocks }: PageContent, index: number): number {
  return Math.min(1, (blocks.linkChars[index] as number) / blocks.texts.at(index).length)
}

function grouped(content: PageContent, wordsOf: Int32Array): Pick<MeasuredPage, 'groups' | 'groupOf'> {
  const { texts, containers, linkChars } = content.blocks
  const paths = tagPaths(content.containers)
  const groups: Group[] = []
  const known = new Map<number, number>()
  const groupOf = new Int32Array(texts.length)
  for (let index = 0; index < texts.length; index++) {
    const above = paths[containers[index] as number] ?? 0
    const path = Math.imul(above, 31) + nameHash(leadOf(content, index))
    let place = known.get(path)
    if (place === undefined) {
      place = groups.length
      known.set(path, place)
      groups.push({ blocks: 0, words: 0, linkChars: 0, chars: 0 })
    }
    const group = groups[place] as Group
    groupOf[index] = place
    group.blocks++
    group.words += wordsOf[index] as number
    group.linkChars += linkChars[index] as number
    group.chars += texts.at(index).length
  }
  return { groups, groupOf }
}

function repeats(texts: LongList<string>): Int32Array {
  const seen = new Map<string, number>()
  return filled(new Int32Array(texts.length), (index) => {
    const text = texts.at(index)
    if (text.length > repeatableChars) return 0
    const before = seen.get(text) ?? 0
    seen.set(text, before + 1)
    return before
  })
}

function tagPaths({ elements, parents }: Containers): Int32Array {
  const paths = new Int32Array(elements.length)
  for (let order = 0; order < paths.length; order++) {
    const parent = parents[order] as number
    const above = parent === outside ? 17 : (paths[parent] as number)
    paths[order] = Math.imul(above, 31) + nameHash(elements.at(order))
  }
  return paths
}

function nameHash(element: Element | null): number {
  if (element === null) return 7
  const { name } = element
  return name.charCodeAt(0) + 131 * name.length + 17 * name.charCodeAt(name.length - 1)
}
