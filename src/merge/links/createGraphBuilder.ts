import { createGiveWay } from '../../config/giveWay.ts'
import type { CorpusRow } from '../../types.ts'
import { createEdgeList, type EdgeList } from './createEdgeList.ts'
import { createNodeList, type Nodes } from './createNodeList.ts'
import { createNodeTable } from './createNodeTable.ts'
import { type LinkGraph, linkGraph } from './linkGraph.ts'

/** Makes the graph of two walks over the rows, which may serve others, too. */
export interface GraphBuilder {
  /** To be called with every row, in input order. */
  addPage(row: CorpusRow): void
  /** Between the walks. */
  endPages(): Promise<void>
  /** To be called with every row once more, in the same order, with its links. */
  addLinks(row: CorpusRow): void
  /** What was held for the walks is let go. */
  graph(): Promise<LinkGraph>
}

export function createGraphBuilder(urlHash: (key: string) => number): GraphBuilder {
  const giveWay = createGiveWay()
  const list = createNodeList(urlHash)
  let nodes: Pick<Nodes, 'indices' | 'statuses'> | undefined
  let edges: EdgeList | undefined
  return {
    addPage: list.add,
    async endPages() {
      const { indices, statuses, ...hashes } = await list.taken(giveWay)
      nodes = { indices, statuses }
      edges = createEdgeList(indices.length, await createNodeTable(hashes, giveWay))
    },
    addLinks(row) {
      edges?.add(row)
    },
    async graph() {
      if (nodes === undefined || edges === undefined)
        throw new Error('the graph was asked for before its walks')
      const found = await edges.taken(giveWay)
      edges = undefined
      return linkGraph(nodes, found)
    },
  }
}
