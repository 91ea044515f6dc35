import type { Element } from '../markup/pageTree.ts'
import type { NotableElements } from '../notableElements.ts'
import type { Block, Container, PageContent } from './block.ts'
import { type Characters, characters } from './characters.ts'
import { ExtentCounter, type Extents } from './extents.ts'

export interface MeasuredBlock {
  readonly block: Block
  readonly characters: Characters
  readonly linkDensity: number
  readonly group: Group
  /** How often the same short text stood before. */
  readonly repeats: number
  readonly wordsBefore: number
}

/** Blocks at the same tag path. */
export interface Group {
  blocks: number
  words: number
  linkChars: number
  chars: number
}

/** Elements in which a page may say what kind it is. */
export type DeclaredElements = Pick<NotableElements, 'metas' | 'scripts'>

export interface MeasuredPage {
  readonly declared: DeclaredElements
  readonly containers: readonly Container[]
  readonly blocks: readonly MeasuredBlock[]
  readonly extents: Extents
  /** Of the whole page. */
  readonly words: number
  /** Without those of concealed blocks. */
  readonly shownWords: number
  readonly linkWords: number
  readonly proseWords: number
  /** The container with the most prose of its own. */
  readonly top: Container | null
}

/** Only texts up to this length are looked for a second time. */
const repeatableChars = 100

/** Everything counted once, in time linear in the page. */
export function measuredPage(
  { blocks: all, containers }: PageContent,
  declared: DeclaredElements,
): MeasuredPage {
  const counting = new ExtentCounter(containers)
  const paths = tagPaths(containers)
  const groups = new Map<number, Group>()
  const seen = new Map<string, number>()
  let wordsBefore = 0
  let shownWords = 0
  const blocks: MeasuredBlock[] = []
  for (const block of all) {
    const { text, container, linkChars } = block
    const counted = characters(text)
    const linkDensity = Math.min(1, linkChars / text.length)
    const path = Math.imul(container === null ? 0 : (paths[container.order] ?? 0), 31) + nameHash(block.lead)
    const group = groups.get(path) ?? { blocks: 0, words: 0, linkChars: 0, chars: 0 }
    if (group.blocks === 0) groups.set(path, group)
    const repeats = text.length <= repeatableChars ? (seen.get(text) ?? 0) : 0
    if (text.length <= repeatableChars) seen.set(text, repeats + 1)
    counting.add(container, blocks.length, counted, linkDensity)
    group.blocks++
    group.words += counted.words
    group.linkChars += linkChars
    group.chars += text.length
    blocks.push({ block, characters: counted, linkDensity, group, repeats, wordsBefore })
    wordsBefore += counted.words
    if (!block.isConcealed) shownWords += counted.words
  }
  const extents = counting.total()
  return {
    declared,
    containers,
    blocks,
    extents,
    words: wordsBefore,
    shownWords,
    linkWords: extents.linkWords[containers.length] ?? 0,
    proseWords: extents.proseWords[containers.length] ?? 0,
    top: topContainer(containers, extents.score),
  }
}

function topContainer(containers: readonly Container[], score: Float64Array): Container | null {
  let top = -1
  let best = 0
  for (let order = 0; order < containers.length; order++) {
    if ((score[order] as number) <= best) continue
    top = order
    best = score[order] as number
  }
  return top === -1 ? null : (containers[top] as Container)
}

function tagPaths(containers: readonly Container[]): Int32Array {
  const paths = new Int32Array(containers.length)
  for (const { order, parent, element } of containers) {
    const above = parent === null ? 17 : (paths[parent.order] ?? 0)
    paths[order] = Math.imul(above, 31) + nameHash(element)
  }
  return paths
}

function nameHash(element: Element | null): number {
  if (element === null) return 7
  const { name } = element
  return name.charCodeAt(0) + 131 * name.length + 17 * name.charCodeAt(name.length - 1)
}
