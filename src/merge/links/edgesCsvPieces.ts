import { isFormula } from '../../config/isFormula.ts'
import type { LinkGraph } from './linkGraph.ts'

/**
 * The links as a CSV file (RFC 4180), in pieces of some hundred lines: `Source` and `Target`, as Gephi reads a table of edges. Each
 * is the URL of a page. What a spreadsheet would take for a formula begins with `'`.
 */
export function* edgesCsvPieces(
  graph: Pick<LinkGraph, 'edges'>,
  urlOf: (index: number) => string,
): Generator<string> {
  yield 'Source,Target\r\n'
  let from = -1
  let source = ''
  for (const group of graph.edges()) {
    let piece = ''
    for (const edge of group) {
      if (edge.from !== from) {
        from = edge.from
        source = cell(urlOf(from))
      }
      piece += `${source},${cell(urlOf(edge.to))}\r\n`
    }
    yield piece
  }
}

function cell(text: string): string {
  const harmless = isFormula(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
