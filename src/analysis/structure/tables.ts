import type { PageTable } from '../../types.ts'
import { line, shownLine } from './lineText.ts'
import { holdsMainText, type IsMain } from './mainPlace.ts'
import { createGrowth, type Growth, spannedRows } from './spannedRows.ts'
import type { PlacedElement } from './structureElements.ts'
import { dataTable, spanOf, type TableRow } from './tableRows.ts'

/** Without headers, a cell of this length is a column of a page rather than of a table. */
const maxPlainCellChars = 1000

/** A cell whose end tag is missing goes on until the next one begins. */
const own = { without: new Set(['td', 'th', 'tr', 'tbody', 'thead', 'tfoot']) }

/**
 * The data tables of the main text in the order of the page; what only lays out a page is none. A cell stands in
 * each row and column that it spans, as in a data frame; rows in which nothing is written are left out. A cell
 * with an image alone has its `alt`.
 */
export function tables(placed: readonly PlacedElement[], isMain: IsMain): readonly PageTable[] {
  const growth = createGrowth()
  return placed.flatMap((table) => {
    if (!holdsMainText(table, isMain)) return []
    const data = dataTable(table.element)
    if (data === null) return []
    const caption = data.caption === null ? '' : line(data.caption).text
    const rows = textRows(data.rows, growth)
    return rows.length === 0 ? [] : [{ caption: caption === '' ? null : caption, rows }]
  })
}

function textRows(rows: readonly TableRow[], growth: Growth): readonly (readonly string[])[] {
  let longest = 0
  let hasHeaders = false
  const texts = rows.map(({ part, cells }) => ({
    part,
    cells: cells.map((cell) => {
      const text = shownLine(cell, own)
      longest = Math.max(longest, text.length)
      hasHeaders ||= cell.name === 'th'
      return { content: text, ...spanOf(cell) }
    }),
  }))
  if (!hasHeaders && longest > maxPlainCellChars) return []
  const laidOut = spannedRows(texts, '', (text) => text.length, growth)
  return laidOut.filter((row) => row.some((text) => text !== ''))
}
