import type { CorpusRow } from '../../types.ts'
import { edgesCsvPieces } from './edgesCsvPieces.ts'
import { graphmlPieces } from './graphmlPieces.ts'
import type { GraphNode } from './graphNode.ts'
import type { LinkGraph } from './linkGraph.ts'
import { readUrls } from './readUrls.ts'

export type GraphFormat = 'graphml' | 'csv'

/** The graph as the text of a file, in pieces. Reads the rows once, now or as the pieces are asked for. */
export async function graphPieces(
  format: GraphFormat,
  graph: LinkGraph,
  rows: () => Iterable<readonly CorpusRow[]>,
): Promise<Iterable<string>> {
  function* nodes(): Generator<GraphNode[]> {
    for (const group of rows()) yield group.map(graphNode)
  }
  return format === 'graphml' ? graphmlPieces(graph, nodes) : edgesCsvPieces(graph, await readUrls(nodes))
}

function graphNode(row: CorpusRow): GraphNode {
  const { index, key: url, host, status } = row
  return { index, url, host, status, title: row.status === 'ok' ? row.features.title : null }
}
