import { collapsedText } from '../collapsedText.ts'
import { elementOfBlock, isApart, type PageContent } from './block.ts'

const rows: ReadonlySet<string> = new Set(['li', 'tr', 'td', 'th', 'dt', 'dd', 'option'])
/** Put together at once: a list of all pieces of a text can be larger than the text. */
const maxPieces = 10_000

/**
 * The blocks whose numbers are asked for as plain text: a blank line between paragraphs, a new line between the items of a list or the
 * rows of a table.
 */
export function joinedText(content: PageContent, isAsked: (index: number) => boolean): string {
  const { blocks } = content
  let text = ''
  let pieces: string[] = []
  let isFirst = true
  let wasRow = false
  for (let index = 0; index < blocks.texts.length; index++) {
    if (!isAsked(index)) continue
    const isRow = rows.has(elementOfBlock(content, index)?.name ?? '')
    if (!isFirst) pieces.push(wasRow && isRow && !isApart(blocks, index) ? '\n' : '\n\n')
    pieces.push(blocks.texts.at(index))
    isFirst = false
    wasRow = isRow
    if (pieces.length < maxPieces) continue
    text += pieces.join('')
    pieces = []
  }
  return shown(text + pieces.join(''))
}

/** These texts with a space between them, and for every run of white space. */
export function joinedOnOneLine(texts: readonly string[]): string {
  return shown(collapsedText(texts.join(' ')).trim())
}

/** Soft hyphens say where a word may be broken; they are no part of it. */
function shown(text: string): string {
  return (text.includes('\u00ad') ? text.replaceAll('\u00ad', '') : text).toWellFormed()
}
