import { type Containers, outside } from './block.ts'
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
}

/** Adds up the extents of containers, block by block. */
export class ExtentCounter {
  private readonly parents: Int32Array
  private readonly extents: Extents
  /** Prose counts for the container round its own, and half for the one round that. */
  private readonly score: Float64Array

  constructor({ parents }: Containers) {
    const size = parents.length + 1
    this.parents = parents
    this.score = new Float64Array(parents.length)
    this.extents = {
      words: new Float64Array(size),
      linkWords: new Float64Array(size),
      proseWords: new Float64Array(size),
      blocks: new Int32Array(size),
      firstBlock: new Int32Array(size),
    }
  }

  /** Counts a block directly in a container. */
  add(container: number, index: number, counted: Characters, linkDensity: number): void {
    const { words, linkWords, proseWords, blocks, firstBlock } = this.extents
    const at = container === outside ? this.parents.length : container
    if (blocks[at] === 0) firstBlock[at] = index
    blocks[at] = (blocks[at] as number) + 1
    words[at] = (words[at] as number) + counted.words
    linkWords[at] = (linkWords[at] as number) + counted.words * linkDensity
    const isProse = counted.words >= 12 && linkDensity < 0.4 && counted.marks > 0
    if (!isProse) return
    proseWords[at] = (proseWords[at] as number) + counted.words
    this.addScore(container, counted.words)
  }

  /** The extents with everything added up: children come after their parents, so one pass from the end does it. */
  total(): Extents {
    const { parents, extents } = this
    for (let order = parents.length - 1; order >= 0; order--) {
      const parent = parents[order] as number
      if (extents.blocks[order] !== 0) addTo(extents, parent === outside ? parents.length : parent, order)
    }
    return extents
  }

  /** The container with the most prose of its own, or `outside`. */
  top(): number {
    const { score } = this
    let top = outside
    let best = 0
    for (let order = 0; order < score.length; order++) {
      if ((score[order] as number) <= best) continue
      top = order
      best = score[order] as number
    }
    return top
  }

  private addScore(container: number, words: number): void {
    const { parents, score } = this
    const parent = container === outside ? outside : (parents[container] as number)
    if (parent === outside) return
    score[parent] = (score[parent] as number) + words
    const above = parents[parent] as number
    if (above !== outside) score[above] = (score[above] as number) + words / 2
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
