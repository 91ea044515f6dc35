import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attributeMarks } from '../../../src/analysis/markup/attributeMarks.ts'
import { childrenOf, type Element, isParent, type ParentNode } from '../../../src/analysis/markup/pageTree.ts'
import { parsedPage } from '../../../src/analysis/markup/parsedPage.ts'
import { maxDepth } from '../../../src/analysis/markup/treeBuilder.ts'
import { walkTree } from '../../../src/analysis/walkTree.ts'

function depthAndText(root: ParentNode): { depth: number; text: string } {
  let depth = 0
  let current = 0
  let text = ''
  walkTree(root, {
    enter(node) {
      if (node.type === 'text') text += node.data
      if (!isParent(node)) return false
      depth = Math.max(depth, ++current)
      if (node.first === null) current--
      return node.first !== null
    },
    leave() {
      current--
    },
  })
  return { depth, text }
}

function nested(levels: number): string {
  const opened = Array.from({ length: levels }, (_, i) => `<i>${i} `).join('')
  return `${opened}${Array.from({ length: levels }, (_, i) => `${i}</i>`).join('')}end`
}

describe('a tree', () => {
  test('knows of each node what is round it, next and first in it, and no way back: a page can have millions of them', () => {
    const element = parsedPage('<i>one</i>', 'html').root.first
    expect(Object.keys(element ?? {})).toEqual(['tag', 'attributes', 'parent', 'next', 'first'])
    expect(Object.keys((element as ParentNode).first ?? {})).toEqual(['data', 'parent', 'next'])
  })

  test('has what a name and the kinds of attributes say once for all elements that are alike in them', () => {
    const { root } = parsedPage('<i>one</i><i>two</i><i class=a>three</i><i class=b>four</i>', 'html')
    const elements = childrenOf(root) as Element[]
    expect(elements.map(({ type, name, marks }) => [type, name, marks])).toEqual([
      ...[0, 0, attributeMarks.class, attributeMarks.class].map((marks) => ['tag', 'i', marks]),
    ])
    expect(new Set(elements.map(({ tag }) => tag)).size).toBe(2)
  })

  test('nests as the page does up to the cap', () => {
    const { root, depthTruncated } = parsedPage(nested(maxDepth), 'html')
    expect(depthAndText(root).depth).toBe(maxDepth)
    expect(depthTruncated).toBe(false)
  })

  test.each([513, 600, 1024, 1030, 5000])(
    'of %d levels stays at the cap, says so, and keeps all its text',
    (levels) => {
      const { root, depthTruncated } = parsedPage(nested(levels), 'html')
      const { depth, text } = depthAndText(root)
      expect(depth).toBe(maxDepth)
      expect(depthTruncated).toBe(true)
      expect(text).toBe(nested(levels).replace(/<[^>]+>/g, ''))
    },
  )

  test('keeps a script a script below the cap', () => {
    const { root } = parsedPage(`${'<i>'.repeat(2000)}<script>if (a<b) c()</script>text`, 'html')
    let script = ''
    walkTree(root, {
      enter(node) {
        if (node.type === 'text' && node.parent?.name === 'script') script += node.data
        return isParent(node)
      },
      leave() {},
    })
    expect(script).toBe('if (a<b) c()')
    expect(depthAndText(root).text).toContain('text')
  })

  test('of a hundred thousand levels is read to its end', () => {
    const { root, depthTruncated } = parsedPage(`${'<div>'.repeat(100_000)}deep`, 'html')
    expect(depthTruncated).toBe(true)
    expect(depthAndText(root).text).toBe('deep')
  })

  test('survives any markup', () => {
    const pieces = fc.constantFrom(
      '<a>',
      '</a>',
      '<p>',
      '</p>',
      '<svg/>',
      '<!--',
      '-->',
      '<td>',
      '<br/>',
      'x',
      '<',
      '&',
      '</',
      '<title>',
      '"',
      '<a b=',
    )
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 60 }),
        fc.constantFrom('html' as const, 'xhtml' as const, 'xml' as const),
        (list, kind) => {
          const { root } = parsedPage(list.join(''), kind)
          expect(depthAndText(root).depth).toBeLessThanOrEqual(maxDepth)
        },
      ),
    )
  })
})

describe('markup is read', () => {
  test('as HTML: CDATA marks are none, and tags do not close themselves', () => {
    const { root } = parsedPage('<body><![CDATA[ <p>one</p> <div/>two', 'html')
    expect(depthAndText(root).text.replace(/\s+/g, '')).toBe('onetwo')
  })

  test('as XHTML: tags close themselves', () => {
    expect(depthAndText(parsedPage('<title/><p>text</p>', 'xhtml').root).text).toBe('text')
  })

  test('as XML: names keep their case, and CDATA is text', () => {
    const { root } = parsedPage('<Item><![CDATA[a < b]]></Item>', 'xml')
    expect(root.first).toMatchObject({ name: 'Item' })
    expect(depthAndText(root).text).toBe('a < b')
  })
})
