import type { GiveWay } from '../../config/giveWay.ts'
import type { Edges } from './createEdgeList.ts'

/** Nodes and links between two looks at the clock. */
const WORK_AT_ONCE = 16_384

/** Visits the nodes in order with the places of their links, from `start` to before `end`, giving way now and then. */
export async function forEachNode(
  { starts }: Edges,
  giveWay: GiveWay,
  visit: (node: number, start: number, end: number) => void,
): Promise<void> {
  let done = 0
  let start = 0
  for (let node = 0; node + 1 < starts.length; node += 1) {
    const end = starts[node + 1] ?? start
    visit(node, start, end)
    done += 1 + end - start
    start = end
    if (done < WORK_AT_ONCE) continue
    done = 0
    await giveWay()
  }
}
