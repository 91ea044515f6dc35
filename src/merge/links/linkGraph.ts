import { createGiveWay, type GiveWay } from '../../config/giveWay.ts'
import type { CorpusPage, LinkSummary } from '../../types.ts'
import type { Edges } from './createEdgeList.ts'
import { FAILED, type Nodes, OK } from './createNodeList.ts'
import { edgeGroups, type LinkEdge } from './edgeGroups.ts'
import { forEachNode } from './forEachNode.ts'
import { pageRanks } from './pageRanks.ts'
import { placeOf } from './placeOf.ts'

/** How the pages of a run link to each other. Pages go by their index. */
export interface LinkGraph {
  readonly summary: LinkSummary
  /** Of any page of the run, also one that failed or was skipped: its rank is 0. Throws a `RangeError` for no page's index. */
  page(index: number): CorpusPage['links']
  /** By `from`, then `to`, both rising. */
  edges(): Iterable<readonly LinkEdge[]>
}

/** Links to pages that failed that are told one by one. */
const MAX_BROKEN = 1000

/**
 * The graph of the links from each page that is ok to all pages of the run, ok or not: each pair once, without links of a page to
 * itself. A link to where a page was redirected to counts as a link to that page, unless another has that key of its own.
 * Orphans are ok pages that no other page links to, the first of the list not excepted. Ranks are over the ok pages, in six
 * significant digits. Gives way to the event loop; holds some 40 bytes a page and 4 a link.
 */
export async function linkGraph(
  nodes: Pick<Nodes, 'indices' | 'statuses'>,
  edges: Edges,
): Promise<LinkGraph> {
  const giveWay = createGiveWay()
  const { indices, statuses } = nodes
  const ranks = await pageRanks(edges, (node) => statuses[node] === OK, giveWay)
  const { into, summary } = await summarised(nodes, edges, giveWay)
  return {
    summary,
    page: createPageLinks({ indices, into, ranks, starts: edges.starts }),
    edges: () => edgeGroups(indices, edges),
  }
}

interface CountedLinks extends Pick<Nodes, 'indices'>, Pick<Edges, 'starts'> {
  readonly into: Uint32Array
  readonly ranks: Float64Array
}

/** On its own, so that whoever keeps it keeps none of the links. */
function createPageLinks({ indices, starts, into, ranks }: CountedLinks): LinkGraph['page'] {
  return (index) => {
    const node = placeOf(index, indices)
    if (indices[node] !== index) throw new RangeError(`no page of the run has the index ${index}`)
    return {
      in: into[node] ?? 0,
      out: (starts[node + 1] ?? 0) - (starts[node] ?? 0),
      rank: Number((ranks[node] ?? 0).toPrecision(6)),
    }
  }
}

async function summarised(
  { indices, statuses }: Pick<Nodes, 'indices' | 'statuses'>,
  edges: Edges,
  giveWay: GiveWay,
): Promise<{ readonly into: Uint32Array; readonly summary: LinkSummary }> {
  const into = new Uint32Array(indices.length)
  const broken: LinkEdge[] = []
  let brokenCount = 0
  const count = (node: number, start: number, end: number): void => {
    for (let at = start; at < end; at += 1) {
      const target = edges.targets[at] ?? 0
      into[target] = (into[target] ?? 0) + 1
      if (statuses[target] !== FAILED) continue
      brokenCount += 1
      if (brokenCount <= MAX_BROKEN) broken.push({ from: indices[node] ?? 0, to: indices[target] ?? 0 })
    }
  }
  await forEachNode(edges, giveWay, count)
  const orphans: number[] = []
  const note = (node: number): void => {
    if (statuses[node] === OK && into[node] === 0) orphans.push(indices[node] ?? 0)
  }
  await forEachNode(edges, giveWay, note)
  return { into, summary: { edges: edges.targets.length, orphans, broken, brokenCount } }
}
