import type { Container } from './block.ts'
import type { Evidence } from './evidence.ts'
import type { MeasuredBlock, MeasuredPage } from './measuredPage.ts'
import { headingLevel, nameRank, nearness } from './placement.ts'

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
  ...['linkDensity', 'endsSentence', 'name', 'wordsBefore', 'wordsBeforeShare', 'repeats'],
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

/** One row of features for each block, one row after another. Linear in the page. */
export function blockFeatures(page: MeasuredPage, found: Evidence): Float32Array {
  const { blocks, extents } = page
  const rows = new Float32Array(blocks.length * featureNames.length)
  const orders = Int32Array.from(blocks, ({ block }) => orderOf(block.container, page))
  const near = nearness(page)
  const total = Math.max(1, page.words)
  const top = orderOf(page.top, page)
  const topEnd = get(extents.firstBlock, top) + get(extents.blocks, top)
  const figures = figuresOfContainers(page)
  const ofPage = pageFigures(page, found, top)
  const putHeadings = headingFeatures(blocks)
  let at = 0

  function put(value: number): void {
    rows[at++] = value
  }

  function putBlock({
    block: { container },
    characters,
    linkDensity,
    wordsBefore,
    repeats,
  }: MeasuredBlock): void {
    put(linkDensity)
    put(characters.endsSentence ? 1 : 0)
    put(nameRank(container))
    put(Math.log2(1 + wordsBefore))
    put(wordsBefore / total)
    put(repeats)
  }

  /** The sum of the block so far away from this one; 0 beyond the ends. */
  function sumAt(index: number): number {
    return index < 0 || index >= orders.length ? 0 : get(found.sum, get(orders, index))
  }

  function putNeighbours(index: number, { group }: MeasuredBlock): void {
    put(sumAt(index - 2))
    put(sumAt(index - 1))
    put(sumAt(index + 1))
    put(sumAt(index + 2))
    put(index + 1 < blocks.length ? get(found.text, index + 1) : 0)
    put(Math.log2(group.blocks))
    put(group.words / group.blocks)
    put(group.linkChars / group.chars)
    put(group.words / total)
  }

  function putContainers(container: Container | null, index: number): void {
    let step = container
    for (const told of figuresOfLevels) {
      const from = containerFigures.length * orderOf(step, page)
      for (const figure of told) put(get(figures, from + figure))
      step = step?.parent ?? null
    }
    step = container
    for (let up = 1; up <= 3; up++) {
      step = step?.parent ?? null
      put(step === null ? 0 : get(found.text, get(extents.firstBlock, step.order)))
    }
    const steps = container === null ? farSteps : get(near.stepsToTop, container.order)
    put(steps === 0 ? 1 : 0)
    put(steps)
    put(index >= topEnd ? Math.log2(1 + index - topEnd) : -1)
  }

  function putEvidence(container: Container | null, index: number): void {
    const order = get(orders, index)
    put(get(found.sum, order))
    put(get(found.own, order))
    put(get(found.list, order))
    put(get(found.lowest, order))
    put(container?.parent ? get(found.own, container.parent.order) : 0)
    put(get(found.text, index))
    put(get(found.lead, index))
    const inside = container === null ? 0 : get(near.inside, container.order)
    put(inside & 1)
    put(inside >> 1)
  }

  for (const [index, measured] of blocks.entries()) {
    const { container } = measured.block
    putBlock(measured)
    putNeighbours(index, measured)
    putContainers(container, index)
    putHeadings(put, index, measured.characters.words)
    putEvidence(container, index)
    for (const figure of ofPage) put(figure)
  }
  return rows
}

/** Where a block stands towards the first heading of the first level, and towards the heading above it. */
function headingFeatures(blocks: readonly MeasuredBlock[]) {
  const levels = Uint8Array.from(blocks, ({ block }) => headingLevel(block.container))
  const first = levels.indexOf(1)
  let last = -1
  let sectionWords = 0
  return (put: (value: number) => void, index: number, words: number): void => {
    if (get(levels, index) > 0) {
      last = index
      sectionWords = 0
    }
    const distance = first < 0 ? 0 : index - first
    put(first < 0 ? 0 : distance >= 0 ? 1 : -1)
    put(Math.sign(distance) * Math.log2(1 + Math.abs(distance)))
    put(last < 0 ? -1 : Math.log2(1 + index - last))
    put(Math.log2(1 + sectionWords))
    sectionWords += words
  }
}

function pageFigures(
  { words, linkWords, proseWords, blocks, extents }: MeasuredPage,
  found: Evidence,
  top: number,
) {
  const total = Math.max(1, words)
  const topWords = get(extents.words, top)
  return [
    topWords / total,
    get(extents.linkWords, top) / Math.max(1, topWords),
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
    const blocks = get(extents.blocks, order)
    if (blocks === 0) continue
    const words = get(extents.words, order)
    const at = width * order
    rows[at] = Math.log2(1 + words)
    rows[at + 1] = get(extents.linkWords, order) / Math.max(1, words)
    rows[at + 2] = words / blocks
    rows[at + 3] = words / Math.max(1, total)
    rows[at + 4] = get(extents.proseWords, order) / Math.max(1, words)
  }
  return rows
}

/** The place of a container in columns that have one more place for what stands outside all of them. */
function orderOf(container: Container | null, { containers }: MeasuredPage): number {
  return container === null ? containers.length : container.order
}

function get(
  column: Float32Array | Float64Array | Int32Array | Uint16Array | Uint8Array,
  at: number,
): number {
  return column[at] as number
}
