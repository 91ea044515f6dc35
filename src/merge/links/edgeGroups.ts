import type { Edges } from './createEdgeList.ts'

/** Two pages by their index: the first links to the second. */
export interface LinkEdge {
  readonly from: number
  readonly to: number
}

const EDGES_AT_ONCE = 1024

/** All links by `from`, then `to`, both rising. */
export function* edgeGroups(indices: Uint32Array, { starts, targets }: Edges): Generator<LinkEdge[]> {
  let group: LinkEdge[] = []
  for (let node = 0; node < indices.length; node += 1) {
    for (let at = starts[node] ?? 0; at < (starts[node + 1] ?? 0); at += 1) {
      group.push({ from: indices[node] ?? 0, to: indices[targets[at] ?? 0] ?? 0 })
      if (group.length < EDGES_AT_ONCE) continue
      yield group
      group = []
    }
  }
  if (group.length > 0) yield group
}
