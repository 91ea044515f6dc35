import { createGiveWay } from '../../config/giveWay.ts'
import type { GraphNodes } from './graphNode.ts'
import { placeOf } from './placeOf.ts'

const BLOCK_BYTES = 1 << 20

/**
 * Reads the URLs of all pages, giving way to the event loop, and returns the URL of a page by its index: the empty text for none.
 * They lie as UTF-8 outside the heap of JavaScript, a byte for most characters and 24 a page.
 */
export async function readUrls(nodes: GraphNodes): Promise<(index: number) => string> {
  const giveWay = createGiveWay()
  const indices: number[] = []
  const blocks: Buffer[] = []
  /** Number of the block times its size, and the place in it. */
  const starts: number[] = []
  const lengths: number[] = []
  let free = 0
  const add = (index: number, url: string): void => {
    const length = Buffer.byteLength(url)
    if (length > free) {
      free = Math.max(length, BLOCK_BYTES)
      blocks.push(Buffer.allocUnsafe(free))
    }
    const block = blocks.at(-1)
    if (block === undefined) return
    const offset = block.length - free
    block.write(url, offset)
    indices.push(index)
    starts.push((blocks.length - 1) * BLOCK_BYTES + offset)
    lengths.push(length)
    free -= length
  }
  for (const group of nodes()) {
    for (const { index, url } of group) add(index, url)
    await giveWay()
  }
  return (index) => {
    const place = placeOf(index, indices)
    if (indices[place] !== index) return ''
    const start = starts[place] ?? 0
    const offset = start % BLOCK_BYTES
    const block = blocks[Math.floor(start / BLOCK_BYTES)]
    return block?.toString('utf8', offset, offset + (lengths[place] ?? 0)) ?? ''
  }
}
