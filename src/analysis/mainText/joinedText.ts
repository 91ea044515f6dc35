import { collapsedText } from '../collapsedText.ts'
import type { Block } from './block.ts'

const rows: ReadonlySet<string> = new Set(['li', 'tr', 'td', 'th', 'dt', 'dd', 'option'])

/** Blocks as plain text: a blank line between paragraphs, a new line between the items of a list or the rows of a table. */
export function joinedText(blocks: readonly Block[]): string {
  const parts: string[] = []
  let previous: Block | null = null
  for (const block of blocks) {
    if (previous !== null) parts.push(isRow(previous) && isRow(block) && !block.isApart ? '\n' : '\n\n')
    parts.push(block.text)
    previous = block
  }
  return shown(parts.join(''))
}

/** The same with a space between blocks, and for every run of white space. */
export function joinedOnOneLine(blocks: readonly Block[]): string {
  return shown(collapsedText(blocks.map(({ text }) => text).join(' ')).trim())
}

/** Soft hyphens say where a word may be broken; they are no part of it. */
function shown(text: string): string {
  return (text.includes('\u00ad') ? text.replaceAll('\u00ad', '') : text).toWellFormed()
}

function isRow({ container }: Block): boolean {
  return container !== null && rows.has(container.element.name)
}
