import type { Container } from './block.ts'
import type { Evidence } from './evidence.ts'
import { filled } from './filled.ts'
import type { MeasuredBlock, MeasuredPage } from './measuredPage.ts'
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

/** The names of the features, in the order in which `blockFeatures` writes them. */
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

/** What the features of a page's blocks are read from. */
interface Sources {
  readonly page: MeasuredPage
  readonly found: Evidence
  /** By block: the place of its container in columns. */
  readonly orders: Int32Array
  readonly near: Nearness
  /** `containerFigures` of each container. */
  readonly figures: Float32Array
  readonly topEnd: number
}

/** One row of features for each block, one row after another. Linear in the page. */
export function blockFeatures(page: MeasuredPage, found: Evidence): Float32Array {
  const { blocks, extents } = page
  const top = orderOf(page.top, page)
  const sources: Sources = {
    page,
    found,
    orders: filled(new Int32Array(blocks.length), (index) => orderOf(containerAt(index, blocks), page)),
    near: nearness(page),
    figures: figuresOfContainers(page),
    topEnd: (extents.firstBlock[top] as number) + (extents.blocks[top] as number),
  }
  const ofPage = pageFigures(page, found, top)
  const putHeadings = headingFeatures(blocks)
  const rows = new Float32Array(blocks.length * featureNames.length)
  let at = 0
  for (let index = 0; index < blocks.length; index++) {
    const measured = blocks[index] as MeasuredBlock
    const { container } = measured.block
    at = putBlock(rows, at, measured, page.words)
    at = putNeighbours(rows, at, index, measured, sources)
    at = putContainers(rows, at, container, sources)
    at = putPlace(rows, at, index, container, sources)
    at = putHeadings(rows, at, index, measured.characters.words)
    at = putEvidence(rows, at, index, container, sources)
    rows.set(ofPage, at)
    at += ofPage.length
  }
  return rows
}

function putBlock(rows: Float32Array, at: number, measured: MeasuredBlock, pageWords: number): number {
  const { block, characters, linkDensity, wordsBefore, repeats } = measured
  rows[at] = linkDensity
  rows[at + 1] = characters.endsSentence ? 1 : 0
  rows[at + 2] = nameRank(block.container)
  rows[at + 3] = Math.log2(1 + wordsBefore)
  rows[at + 4] = wordsBefore / Math.max(1, pageWords)
  rows[at + 5] = repeats
  rows[at + 6] = block.isConcealed ? 1 : 0
  return at + 7
}

function putNeighbours(
  rows: Float32Array,
  at: number,
  index: number,
  { group }: MeasuredBlock,
  { page, found, orders }: Sources,
): number {
  rows[at] = sumAt(index - 2, found, orders)
  rows[at + 1] = sumAt(index - 1, found, orders)
  rows[at + 2] = sumAt(index + 1, found, orders)
  rows[at + 3] = sumAt(index + 2, found, orders)
  rows[at + 4] = index + 1 < orders.length ? (found.text[index + 1] as number) : 0
  rows[at + 5] = Math.log2(group.blocks)
  rows[at + 6] = group.words / group.blocks
  rows[at + 7] = group.linkChars / group.chars
  rows[at + 8] = group.words / Math.max(1, page.words)
  return at + 9
}

/** The sum of the block with this number; 0 beyond the ends. */
function sumAt(index: number, found: Evidence, orders: Int32Array): number {
  return index < 0 || index >= orders.length ? 0 : (found.sum[orders[index] as number] as number)
}

function putContainers(
  rows: Float32Array,
  from: number,
  container: Container | null,
  { page, found, figures }: Sources,
): number {
  let at = from
  let step = container
  for (const told of figuresOfLevels) {
    const figuresFrom = containerFigures.length * orderOf(step, page)
    for (const figure of told) rows[at++] = figures[figuresFrom + figure] as number
    step = step?.parent ?? null
  }
  step = container
  for (let up = 1; up <= 3; up++) {
    step = step?.parent ?? null
    rows[at++] = step === null ? 0 : (found.text[page.extents.firstBlock[step.order] as number] as number)
  }
  return at
}

function putPlace(
  rows: Float32Array,
  at: number,
  index: number,
  container: Container | null,
  { near, topEnd }: Sources,
): number {
  const steps = container === null ? farSteps : (near.stepsToTop[container.order] as number)
  rows[at] = steps === 0 ? 1 : 0
  rows[at + 1] = steps
  rows[at + 2] = index >= topEnd ? Math.log2(1 + index - topEnd) : -1
  return at + 3
}

function putEvidence(
  rows: Float32Array,
  at: number,
  index: number,
  container: Container | null,
  { found, orders, near }: Sources,
): number {
  const order = orders[index] as number
  const inside = container === null ? 0 : (near.inside[container.order] as number)
  rows[at] = found.sum[order] as number
  rows[at + 1] = found.own[order] as number
  rows[at + 2] = found.list[order] as number
  rows[at + 3] = found.lowest[order] as number
  rows[at + 4] = container?.parent ? (found.own[container.parent.order] as number) : 0
  rows[at + 5] = found.text[index] as number
  rows[at + 6] = found.lead[index] as number
  rows[at + 7] = inside & 1
  rows[at + 8] = inside >> 1
  return at + 9
}

/** Where a block stands towards the first heading of the first level, and towards the heading above it. */
function headingFeatures(blocks: readonly MeasuredBlock[]) {
  const levels = filled(new Uint8Array(blocks.length), (index) => headingLevel(containerAt(index, blocks)))
  const first = levels.indexOf(1)
  let last = -1
  let sectionWords = 0
  return (rows: Float32Array, at: number, index: number, words: number): number => {
    if ((levels[index] as number) > 0) {
      last = index
      sectionWords = 0
    }
    const distance = first < 0 ? 0 : index - first
    rows[at] = first < 0 ? 0 : distance >= 0 ? 1 : -1
    rows[at + 1] = Math.sign(distance) * Math.log2(1 + Math.abs(distance))
    rows[at + 2] = last < 0 ? -1 : Math.log2(1 + index - last)
    rows[at + 3] = Math.log2(1 + sectionWords)
    sectionWords += words
    return at + 4
  }
}

function pageFigures(
  { words, linkWords, proseWords, blocks, extents }: MeasuredPage,
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
    Math.log2(1 + blocks.length),
    proseWords / total,
    ...found.kinds,
  ]
}

/** `containerFigures` of each container, and of the whole page after them. */
function figuresOfContainers({ containers, extents, words: total }: MeasuredPage): Float32Array {
  const width = containerFigures.length
  const rows = new Float32Array(width * (containers.length + 1))
  for (let order = 0; order <= containers.length; order++) {
    const blocks = extents.blocks[order] as number
    if (blocks === 0) continue
    const words = extents.words[order] as number
    const at = width * order
    rows[at] = Math.log2(1 + words)
    rows[at + 1] = (extents.linkWords[order] as number) / Math.max(1, words)
    rows[at + 2] = words / blocks
    rows[at + 3] = words / Math.max(1, total)
    rows[at + 4] = (extents.proseWords[order] as number) / Math.max(1, words)
  }
  return rows
}

/** The place of a container in columns that have one more place for what stands outside all of them. */
function orderOf(container: Container | null, { containers }: MeasuredPage): number {
  return container === null ? containers.length : container.order
}

function containerAt(index: number, blocks: readonly MeasuredBlock[]): Container | null {
  return (blocks[index] as MeasuredBlock).block.container
}
