import type { BlockContent, PhrasingContent, TableRow } from 'mdast'
import type { Element } from '../markup/pageTree.ts'
import { type Growth, spannedRows } from '../structure/spannedRows.ts'
import { type DataTable, spanOf } from '../structure/tableRows.ts'

type Content = readonly PhrasingContent[]

const emptyCell: Content = []
/** Every row is written as wide as the widest: a table that is mostly room for that is no table. */
const maxRoom = 4
const freeRoom = 1000

/**
 * A table with the content of its cells, whose first row is its header if the page says so, else empty; a row
 * without content is left out. A table of very uneven rows becomes a paragraph for each.
 */
export function markdownTable(
  table: DataTable,
  contents: ReadonlyMap<Element, Content>,
  growth: Growth,
): BlockContent[] {
  const spanning = table.rows.map(({ part, cells }) => ({
    part,
    cells: cells.map((cell) => ({ content: contents.get(cell) ?? emptyCell, ...spanOf(cell) })),
  }))
  const rows = spannedRows(spanning, emptyCell, weightOf, growth)
  const isHeaded = table.rows[0] !== undefined && isHeader(table.rows[0].cells)
  const filled = rows.filter((cells) => cells.some((content) => content.length > 0))
  const columns = filled.reduce((most, { length }) => Math.max(most, length), 0)
  const written = filled.reduce((sum, { length }) => sum + length, 0)
  if (filled.length === 0) return []
  if (columns * filled.length > maxRoom * written + freeRoom) return filled.flatMap(paragraphOf)
  const hasHeader = isHeaded && filled[0] === rows[0]
  const header = hasHeader ? [] : [tableRow(Array.from({ length: columns }, () => emptyCell))]
  return [{ type: 'table', children: [...header, ...filled.map(tableRow)] }]
}

function isHeader(cells: readonly Element[]): boolean {
  const parent = cells[0]?.parent?.parent
  const isInHead = parent !== null && parent !== undefined && 'name' in parent && parent.name === 'thead'
  return isInHead || cells.every(({ name }) => name === 'th')
}

function tableRow(cells: readonly Content[]): TableRow {
  return {
    type: 'tableRow',
    children: cells.map((content) => ({ type: 'tableCell', children: [...content] })),
  }
}

function paragraphOf(cells: readonly Content[]): BlockContent[] {
  const children = cells.flatMap((content, index): PhrasingContent[] =>
    index === 0 ? [...content] : [{ type: 'text', value: ' ' }, ...content],
  )
  return [{ type: 'paragraph', children }]
}

function weightOf(content: Content): number {
  let weight = 0
  for (const node of content) {
    if ('value' in node) weight += node.value.length
    else if ('children' in node) weight += weightOf(node.children)
    if ('url' in node) weight += node.url.length
  }
  return weight
}
