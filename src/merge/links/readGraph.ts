import type { CorpusColumn, CorpusRow } from '../../types.ts'
import { eachRow } from '../eachRow.ts'
import { createGraphBuilder } from './createGraphBuilder.ts'
import type { LinkGraph } from './linkGraph.ts'

/** The graph alone. Reads the rows twice; each time they must be the same in the same order. */
export async function readGraph(
  rows: (columns: readonly CorpusColumn[]) => Iterable<readonly CorpusRow[]>,
  urlHash: (key: string) => number,
): Promise<LinkGraph> {
  const builder = createGraphBuilder(urlHash)
  await eachRow(rows(['key', 'facts']), builder.addPage)
  await builder.endPages()
  await eachRow(rows(['links']), builder.addLinks)
  return builder.graph()
}
