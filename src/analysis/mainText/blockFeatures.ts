import { elementOfBlock, isConcealedBlock, outside } from './block.ts'
import type { Evidence } from './evidence.ts'
import { type Group, linkDensity, type MeasuredPage } from './measuredPage.ts'
import { headingLevel, type Nearness, nameRank, nearness } from './placement.ts'

/** What is told of every container. */
const containerFigures = ['words', 'linkDensity', 'wordsPerBlock', 'share', 'prose']
/** What is told of the container of a block, and of the three round it: figures that the trees asked for. */
const toldOfLevels = [
  ['wordsPerBlock', 'share', 'prose'],
  ['words', 'linkDensity', 'wordsPerBlock', 'prose'],
  ['linkDensity', 'share', 'prose'],
  ['linkDensity', 'wordsPerBlock', 'share'],
]
const figuresOfLevels = toldOfLevels.map((names) => names.map((name) => containerFigures.indexOf(name)))

/** The names of the features, in the order in which `readFeatures` hands them over. */
export const featureNames: readonly string[] = [
  ...['linkDensity', 'endsSentence', 'name', 'wordsBefore', 'wordsBeforeShare', 'repeats', 'concealed'],
  ...['previous2:sum', 'previous:sum', 'next:sum', 'next2:sum', 'next:text'],
  ...['group:blocks', 'group:words', 'group:linkDensity', 'group:share'],
  ...toldOfLevels.flatMap((names, level) => names.map((name) => `up${level}:${name}`)),
  ...['first1', 'first2', 'first3'],
  ...['inTop', 'stepsToTop', 'afterTop'],
  ...['afterHeading', 'headingDistance', 'lastHeadingDistance', 'sectionWords'],
  ...['sum', 'own', 'list', 'lowest', 'parentOwn', 'text', 'lead', 'footer', 'main'],
  ...['topShare', 'topLinkDensity', 'page:words', 'page:linkDensity', 'page:blocks', 'page:prose'],
  ...['kind0', 'kind1', 'kind2', 'kind3', 'kind4', 'kind5', 'kind6'],
]

/** Further away than this is far. */
const farSteps = 99

/** Takes the features of a block from a row in which those of the next one will stand. */
export type FeatureReader = (row: Float32Array, index: number) => void

/** Hands over the features of each block in order. Linear in the page; one row is all the room it takes. */
export function readFeatures(page: MeasuredPage, found: Evidence, read: FeatureReader): void {
  const features = new BlockFeatures(page, found)
  for (let index = 0; index < page.wordsOf.length; index++) read(features.of(index), index)
}

/** The features of a page's blocks, to be asked for in their order. */
class BlockFeatures {
  private readonly page: MeasuredPage
  private readonly found: Evidence
  private readonly near: Nearness
  /** `containerFigures` of each container. */
  private readonly figures: Float32Array
  private readonly topEnd: number
  private readonly firstHeading: number
  private readonly row = new Float32Array(featureNames.length)
  private wordsBefore = 0
  private lastHeading = -1
  private sectionWords = 0

  constructor(page: MeasuredPage, found: Evidence) {
    const { extents } = page
    const top = placeOf(page.top, page)
    this.page = page
    this.found = found
    this.near = nearness(page)
    this.figures = figuresOfContainers(page)
    this.topEnd = (extents.firstBlock[top] as number) + (extents.blocks[top] as number)
    this.firstHeading = firstHeading(page)
    const ofPage = pageFigures(page, found, top)
    this.row.set(ofPage, this.row.length - ofPage.length)
  }

  of(index: number): Float32Array {
    const { row, page } = this
    const container = page.blocks.containers[index] as number
    let at = this.putBlock(0, index)
    at = this.putNeighbours(at, index)
    at = this.putContainers(at, container)
    at = this.putPlace(at, index, container)
    at = this.putHeadings(at, index)
    this.putEvidence(at, index, container)
    this.wordsBefore += page.wordsOf[index] as number
    return row
  }

  private putBlock(at: number, index: number): number {
    const { row, page, wordsBefore } = this
    row[at] = linkDensity(page, index)
    row[at + 1] = page.sentenceEndOf[index] as number
    row[at + 2] = nameRank(elementOfBlock(page, index))
    row[at + 3] = Math.log2(1 + wordsBefore)
    row[at + 4] = wordsBefore / Math.max(1, page.words)
    row[at + 5] = page.repeatsOf[index] as number
    row[at + 6] = isConcealedBlock(page.blocks, index) ? 1 : 0
    return at + 7
  }

  private putNeighbours(at: number, index: number): number {
    const { row, page, found } = this
    const group = page.groups[page.groupOf[index] as number] as Group
    row[at] = this.sumAt(index - 2)
    row[at + 1] = this.sumAt(index - 1)
    row[at + 2] = this.sumAt(index + 1)
    row[at + 3] = this.sumAt(index + 2)
    row[at + 4] = index + 1 < found.text.length ? (found.text[index + 1] as number) : 0
    row[at + 5] = Math.log2(group.blocks)
    row[at + 6] = group.words / group.blocks
    row[at + 7] = group.linkChars / group.chars
    row[at + 8] = group.words / Math.max(1, page.words)
    return at + 9
  }

  /** The sum of the block with this number; 0 beyond the ends. */
  private sumAt(index: number): number {
    const { page, found } = this
    if (index < 0 || index >= page.wordsOf.length) return 0
    return found.sum[placeOf(page.blocks.containers[index] as number, page)] as number
  }

  private putContainers(from: number, container: number): number {
    const { row, page, found, figures } = this
    const { parents } = page.containers
    let at = from
    let step = container
    for (const told of figuresOfLevels) {
      const figuresFrom = containerFigures.length * placeOf(step, page)
      for (const figure of told) row[at++] = figures[figuresFrom + figure] as number
      if (step !== outside) step = parents[step] as number
    }
    step = container
    for (let up = 1; up <= 3; up++) {
      if (step !== outside) step = parents[step] as number
      row[at++] = step === outside ? 0 : (found.text[page.extents.firstBlock[step] as number] as number)
    }
    return at
  }

  private putPlace(at: number, index: number, container: number): number {
    const { row, near, topEnd } = this
    const steps = container === outside ? farSteps : (near.stepsToTop[container] as number)
    row[at] = steps === 0 ? 1 : 0
    row[at + 1] = steps
    row[at + 2] = index >= topEnd ? Math.log2(1 + index - topEnd) : -1
    return at + 3
  }

  /** Where a block stands towards the first heading of the first level, and towards the heading above it. */
  private putHeadings(at: number, index: number): number {
    const { row, page, firstHeading: first } = this
    if (headingLevel(elementOfBlock(page, index)) > 0) {
      this.lastHeading = index
      this.sectionWords = 0
    }
    const { lastHeading: last } = this
    const distance = first < 0 ? 0 : index - first
    row[at] = first < 0 ? 0 : distance >= 0 ? 1 : -1
    row[at + 1] = Math.sign(distance) * Math.log2(1 + Math.abs(distance))
    row[at + 2] = last < 0 ? -1 : Math.log2(1 + index - last)
    row[at + 3] = Math.log2(1 + this.sectionWords)
    this.sectionWords += page.wordsOf[index] as number
    return at + 4
  }

  private putEvidence(at: number, index: number, container: number): void {
    const { row, page, found, near } = this
    const place = placeOf(container, page)
    const parent = container === outside ? outside : (page.containers.parents[container] as number)
    const inside = container === outside ? 0 : (near.inside[container] as number)
    row[at] = found.sum[place] as number
    row[at + 1] = found.own[place] as number
    row[at + 2] = found.list[place] as number
    row[at + 3] = found.lowest[place] as number
    row[at + 4] = parent === outside ? 0 : (found.own[parent] as number)
    row[at + 5] = found.text[index] as number
    row[at + 6] = found.lead[index] as number
    row[at + 7] = inside & 1
    row[at + 8] = inside >> 1
  }
}

/** The number of the first block in a heading of the first level; -1 where there is none. */
function firstHeading(page: MeasuredPage): number {
  for (let index = 0; index < page.wordsOf.length; index++)
    if (headingLevel(elementOfBlock(page, index)) === 1) return index
  return -1
}

function pageFigures(
  { words, linkWords, proseWords, wordsOf, extents }: MeasuredPage,
  found: Evidence,
  top: number,
) {
  const total = Math.max(1, words)
  const topWords = extents.words[top] as number
  return [
    topWords / total,
    (extents.linkWords[top] as number) / Math.max(1, topWords),
    Math.log2(1 + words),
    linkWords / total,
    Math.log2(1 + wordsOf.length),
    proseWords / total,
    ...found.kinds,
  ]
}

/** `containerFigures` of each container, and of the whole page after them. */
function figuresOfContainers({ extents, words: total }: MeasuredPage): Float32Array {
  const width = containerFigures.length
  const rows = new Float32Array(width * extents.blocks.length)
  for (let place = 0; place < extents.blocks.length; place++) {
    const blocks = extents.blocks[place] as number
    if (blocks === 0) continue
    const words = extents.words[place] as number
    const at = width * place
    rows[at] = Math.log2(1 + words)
    rows[at + 1] = (extents.linkWords[place] as number) / Math.max(1, words)
    rows[at + 2] = words / blocks
    rows[at + 3] = words / Math.max(1, total)
    rows[at + 4] = (extents.proseWords[place] as number) / Math.max(1, words)
  }
  return rows
}

/** The place of a container in columns that have one more place for what stands outside all of them. */
function placeOf(container: number, { containers }: MeasuredPage): number {
  return container === outside ? containers.elements.length : container
}
