import type { Heading, List, Paragraph, PhrasingContent, Table, TableCell } from 'mdast'

const MAX_CHARS = 200

/** A text of a page on one line, cut where it is long. */
export function line(text: string): PhrasingContent {
  const single = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return {
    type: 'text',
    value: single.length > MAX_CHARS ? `${single.slice(0, MAX_CHARS - 1).toWellFormed()}…` : single,
  }
}

/** A URL to click on. What is none that a browser fetches is only a text. */
export function link(url: string): PhrasingContent {
  if (!/^https?:\/\/[^\s\p{Cc}<>]+$/iu.test(url)) return line(url)
  // It would end the cell of a table, where nothing in a URL can be escaped otherwise.
  const whole = url.replaceAll('|', '%7C')
  return { type: 'link', url: whole, children: [line(whole)] }
}

export const paragraph = (...children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children })

export const heading = (depth: 1 | 2 | 3, text: string): Heading => ({
  type: 'heading',
  depth,
  children: [line(text)],
})

export function list(items: readonly (readonly PhrasingContent[])[]): List {
  return {
    type: 'list',
    spread: false,
    children: items.map((item) => ({ type: 'listItem', spread: false, children: [paragraph(...item)] })),
  }
}

/** Columns of numbers stand to the right. */
export function table(
  header: readonly string[],
  rows: readonly (readonly (PhrasingContent | number | string)[])[],
): Table {
  const cell = (content: PhrasingContent | number | string): TableCell => ({
    type: 'tableCell',
    children: [typeof content === 'object' ? content : line(String(content))],
  })
  const row = (cells: readonly (PhrasingContent | number | string)[]) =>
    ({ type: 'tableRow', children: cells.map(cell) }) as const
  const align = header.map((_, column) => (typeof rows[0]?.[column] === 'number' ? 'right' : null))
  return { type: 'table', align, children: [row(header), ...rows.map(row)] }
}
