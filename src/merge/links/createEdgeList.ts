import type { GiveWay } from '../../config/giveWay.ts'
import type { CorpusRow } from '../../types.ts'
import { createWholeNumbers } from '../createNumbers.ts'
import type { FindNode } from './createNodeTable.ts'

/** Links between pages as compressed sparse rows, four bytes a link: where each page's links begin, and what they lead to. */
export interface Edges {
  /** One more than there are nodes: the links of node n are those from `starts[n]` to `starts[n + 1]`. */
  readonly starts: Uint32Array
  /** Numbers of nodes; those of one page rise, each once. */
  readonly targets: Uint32Array
}

/** Takes in the rows with their links, in the order in which they were numbered. */
export interface EdgeList {
  add(row: CorpusRow): void
  /** What was added. The list is empty afterwards. */
  taken(giveWay: GiveWay): Promise<Edges>
}

/** A page's links to itself are left out. */
export function createEdgeList(nodeCount: number, nodeOf: FindNode): EdgeList {
  const starts = new Uint32Array(nodeCount + 1)
  const targets = createWholeNumbers()
  let node = 0
  return {
    add(row) {
      if (row.status === 'ok')
        for (const to of linkedNodes(row.features.links, node, nodeOf)) targets.push(to)
      node += 1
      starts[node] = targets.length
    },
    async taken(giveWay) {
      return { starts, targets: await targets.taken(giveWay) }
    },
  }
}

/** Two addresses of one page are one link. */
function linkedNodes(hashes: Float64Array, from: number, nodeOf: FindNode): Uint32Array {
  const found = new Uint32Array(hashes.length)
  let count = 0
  for (const hash of hashes) {
    const node = nodeOf(hash)
    if (node >= 0 && node !== from) found[count++] = node
  }
  const rising = found.subarray(0, count).sort()
  let kept = 0
  for (const node of rising) if (kept === 0 || rising[kept - 1] !== node) rising[kept++] = node
  return rising.subarray(0, kept)
}
