import type { Container } from './block.ts'
import type { Characters } from './characters.ts'

/**
 * What is under each container, by its order, and under the whole page after them. Columns rather than objects:
 * this is the innermost loop.
 */
export interface Extents {
  readonly words: Float64Array
  readonly linkWords: Float64Array
  /** Words in blocks that read like prose. */
  readonly proseWords: Float64Array
  readonly blocks: Int32Array
  readonly firstBlock: Int32Array
  /** Prose counts for the container round its own, and half for the one round that. */
  readonly score: Float64Array
}

/** Adds up the extents of containers, block by block. */
export class ExtentCounter {
  private readonly containers: readonly Container[]
  private readonly extents: Extents

  constructor(containers: readonly Container[]) {
    const size = containers.length + 1
    this.containers = containers
    this.extents = {
      words: new Float64Array(size),
      linkWords: new Float64Array(size),
      proseWords: new Float64Array(size),
      blocks: new Int32Array(size),
      firstBlock: new Int32Array(size),
      score: new Float64Array(size),
    }
  }

  /** Counts a block directly in a container. */
  add(container: Container | null, index: number, counted: Characters, linkDensity: number): void {
    const { words, linkWords, proseWords, blocks, firstBlock, score } = this.extents
    const at = container === null ? this.containers.length : container.order
    if (blocks[at] === 0) firstBlock[at] = index
    blocks[at] = (blocks[at] as number) + 1
    words[at] = (words[at] as number) + counted.words
    linkWords[at] = (linkWords[at] as number) + counted.words * linkDensity
    const isProse = counted.words >= 12 && linkDensity < 0.4 && counted.marks > 0
    if (!isProse) return
    proseWords[at] = (proseWords[at] as number) + counted.words
    const parent = container?.parent
    if (!parent) return
    score[parent.order] = (score[parent.order] as number) + counted.words
    if (parent.parent) score[parent.parent.order] = (score[parent.parent.order] as number) + counted.words / 2
  }

  /** The extents with everything added up: children come after their parents, so one pass from the end does it. */
  total(): Extents {
    const { containers, extents } = this
    for (let order = containers.length - 1; order >= 0; order--) {
      if (extents.blocks[order] !== 0)
        addTo(extents, containers[order]?.parent?.order ?? containers.length, order)
    }
    return extents
  }
}

/** What stands at `from` stands under `to` as well. */
function addTo(
  { words, linkWords, proseWords, blocks, firstBlock }: Extents,
  to: number,
  from: number,
): void {
  // Containers are added from the last to the first, so the last one added begins first.
  if (blocks[to] === 0 || (firstBlock[from] as number) < (firstBlock[to] as number))
    firstBlock[to] = firstBlock[from] as number
  blocks[to] = (blocks[to] as number) + (blocks[from] as number)
  words[to] = (words[to] as number) + (words[from] as number)
  linkWords[to] = (linkWords[to] as number) + (linkWords[from] as number)
  proseWords[to] = (proseWords[to] as number) + (proseWords[from] as number)
}
