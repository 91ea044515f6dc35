import { elementRole } from '../elementRole.ts'
import { type ChildNode, type Element, isElement } from '../markup/pageTree.ts'
import { walkTree } from '../walkTree.ts'

export interface TableRow {
  /** The part of the table it is in. */
  readonly part: unknown
  readonly cells: readonly Element[]
}

export interface DataTable {
  readonly caption: Element | null
  readonly rows: readonly TableRow[]
}

/** What stands in tables that lay a page out. */
const layout: ReadonlySet<string> = new Set([
  'table',
  'article',
  'aside',
  'footer',
  'header',
  'main',
  'nav',
  'section',
  'h1',
  'iframe',
])

/**
 * The caption and the visible rows of a table, or null for one that lays out a page: it says so by its role, has
 * parts of a page or other tables in it, or neither headers nor more than one row and column.
 */
export function dataTable(table: Element): DataTable | null {
  const role = table.attribute('role')
  if (role === 'presentation' || role === 'none') return null
  const rows: { part: unknown; cells: Element[] }[] = []
  let caption: Element | null = null
  let hasHeaders = false
  let isLayout = false

  function beginRow({ parent }: Element): void {
    const last = rows.at(-1)
    // A copy has no room for more than is in it: a list that was added to has room for 17.
    if (last !== undefined) last.cells = last.cells.slice()
    rows.push({ part: parent, cells: [] })
  }

  function enter(element: Element): boolean {
    const { name } = element
    if (layout.has(name)) isLayout = true
    if (isLayout) return false
    const shown = elementRole(element, 'html', 'scripted')
    if (shown === 'hidden' || shown === 'unread') return false
    if (name === 'caption') caption ??= element
    else if (name === 'tr') beginRow(element)
    else if (name === 'td' || name === 'th') {
      hasHeaders ||= name === 'th'
      if (rows.length === 0) beginRow(element)
      rows.at(-1)?.cells.push(element)
    }
    return true
  }

  walkTree(table, { enter: (node: ChildNode) => isElement(node) && enter(node), leave: () => {} })
  if (isLayout) return null
  const filled = rows.filter(({ cells }) => cells.length > 0)
  const widest = filled.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  if (filled.length * widest < 2) return null
  const isMarked = hasHeaders || caption !== null
  return isMarked || (filled.length > 1 && widest > 1) ? { caption, rows: filled } : null
}

const maxSpannedColumns = 1000

/** How many columns and rows a cell spans (WHATWG HTML, section 4.9.11). */
export function spanOf(cell: Element): { columns: number; rows: number } {
  const columns = wholeNumber(cell.attribute('colspan')) ?? 1
  const rows = wholeNumber(cell.attribute('rowspan')) ?? 1
  return {
    columns: Math.min(Math.max(columns, 1), maxSpannedColumns),
    rows: rows === 0 ? Number.POSITIVE_INFINITY : rows,
  }
}

function wholeNumber(written: string | undefined): number | null {
  const digits = written === undefined ? null : /^\s*(\d{1,9})/.exec(written)
  return digits === null ? null : Number(digits[1])
}
