import type { GraphNode, GraphNodes } from './graphNode.ts'
import type { LinkGraph } from './linkGraph.ts'
import { xmlText } from './xmlText.ts'

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
${key('url', 'string')}
${key('title', 'string')}
${key('host', 'string')}
${key('status', 'string')}
${key('rank', 'double')}
<graph edgedefault="directed">
`

/**
 * The graph as GraphML, in pieces of some hundred lines, for Gephi and others that read it: a node for each page of `nodes`, named
 * `n` and its index, then an edge for each link. Every page that a link joins must be among the nodes.
 */
export function* graphmlPieces(
  graph: Pick<LinkGraph, 'page' | 'edges'>,
  nodes: GraphNodes,
): Generator<string> {
  yield HEAD
  for (const group of nodes()) {
    yield group.map((node) => nodeLine(node, graph.page(node.index).rank)).join('')
  }
  for (const group of graph.edges()) {
    yield group.map(({ from, to }) => `<edge source="n${from}" target="n${to}"/>\n`).join('')
  }
  yield '</graph>\n</graphml>\n'
}

function nodeLine({ index, url, title, host, status }: GraphNode, rank: number): string {
  const facts = [
    data('url', url),
    title === null ? '' : data('title', title),
    data('host', host),
    data('status', status),
    data('rank', String(rank)),
  ]
  return `<node id="n${index}">${facts.join('')}</node>\n`
}

function key(name: string, type: 'string' | 'double'): string {
  return `<key id="${name}" for="node" attr.name="${name}" attr.type="${type}"/>`
}

function data(name: string, text: string): string {
  return `<data key="${name}">${xmlText(text)}</data>`
}
