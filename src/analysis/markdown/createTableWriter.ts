import type { PhrasingContent } from 'mdast'
import type { Element } from '../markup/pageTree.ts'
import { createGrowth } from '../structure/spannedRows.ts'
import { type DataTable, dataTable } from '../structure/tableRows.ts'
import type { Flow } from './createFlow.ts'
import type { Phrasing } from './createPhrasing.ts'
import { markdownTable } from './markdownTable.ts'

interface OpenTable {
  readonly element: Element
  readonly data: DataTable
  readonly contents: Map<Element, PhrasingContent[]>
  /** The cell that is open. */
  cell: Element | null
}

/** Writes data tables, one after the other; a caption, and what stands outside the cells, is a paragraph before. */
export function createTableWriter(flow: Flow, phrasing: Phrasing) {
  const growth = createGrowth()
  let table: OpenTable | null = null

  function endCell({ cell, contents }: OpenTable): void {
    if (cell !== null) contents.set(cell, phrasing.take())
  }

  function endParagraph(): void {
    const children = phrasing.take()
    if (children.length > 0) flow.append({ type: 'paragraph', children })
  }

  function endTable(ended: OpenTable): void {
    endCell(ended)
    table = null
    endParagraph()
    for (const block of markdownTable(ended.data, ended.contents, growth)) flow.append(block)
  }

  return {
    isOpen: (): boolean => table !== null,
    begin(element: Element): void {
      const data = dataTable(element)
      if (data !== null) table = { element, data, contents: new Map(), cell: null }
    },
    /** Of an element in the table. A cell whose end tag is missing goes on until the next one begins. */
    enter(element: Element): void {
      const isCell = element.name === 'td' || element.name === 'th'
      if (table === null || !(isCell || element.name === 'tr')) return
      endCell(table)
      table.cell = isCell ? element : null
    },
    /** Of the table or an element in it. */
    leave(element: Element): void {
      if (table === null) return
      if (element === table.element) endTable(table)
      else if (element === table.cell) {
        endCell(table)
        table.cell = null
      } else if (element.name === 'caption') endParagraph()
    },
    end(): void {
      if (table !== null) endTable(table)
    },
  }
}
