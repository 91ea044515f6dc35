import type { Paragraph } from 'mdast'
import { toMarkdown } from 'mdast-util-to-markdown'
import { expect, test } from 'vitest'
import { paragraph } from '../../../src/analysis/markdown/paragraphHandler.ts'

const paragraphOf = (...texts: string[]): Paragraph => ({
  type: 'paragraph',
  children: texts.map((value) => ({ type: 'text', value })),
})

test('a paragraph of a plain text does not need the serialiser', () => {
  expect(paragraph(paragraphOf('mill wheel'), undefined, undefined as never, undefined as never)).toBe(
    'mill wheel',
  )
})

test.each([
  [paragraphOf('mill wheel')],
  [paragraphOf('1. a_b*')],
  [paragraphOf('')],
  [paragraphOf('mill', ' wheel')],
  [
    {
      type: 'paragraph',
      children: [{ type: 'strong', children: [{ type: 'text', value: 'mill' }] }],
    } as Paragraph,
  ],
])('and every paragraph is written as the serialiser does, %#', (node) => {
  const root = { type: 'root', children: [node, node] } as const
  expect(toMarkdown({ ...root, children: [...root.children] }, { handlers: { paragraph } })).toBe(
    toMarkdown({ ...root, children: [...root.children] }),
  )
})
