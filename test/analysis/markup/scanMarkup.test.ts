import type { ChildNode, Document } from 'domhandler'
import fc from 'fast-check'
import { parseDocument } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import type { DocumentKind } from '../../../src/analysis/documentKind.ts'
import { childrenOf, textIn } from '../../../src/analysis/markup/pageTree.ts'
import { parsedPage } from '../../../src/analysis/markup/parsedPage.ts'
import { queryTree } from '../../../src/analysis/markup/queryTree.ts'

/** A tree as plain data. */
function plain(node: Document | ChildNode): unknown {
  if ('data' in node) return [node.type, 'name' in node ? node.name : '', node.data]
  const own = 'attribs' in node ? [node.type, node.name, { ...node.attribs }] : [node.type]
  return [...own, node.children.map(plain)]
}

/** Ours, as cheerio is given it. */
const tree = (markup: string, kind: DocumentKind) => plain(queryTree(parsedPage(markup, kind).root, kind))

const optionsOf = {
  html: {},
  xhtml: { recognizeSelfClosing: true, recognizeCDATA: true },
  xml: { xmlMode: true },
} as const

const marks = ['<', '>', '"', "'", '&', ';', '=', '/', '!', '--', ' ', '\n', '<!--', '-->', '<?', '</', ']]>']
const tags = [
  '<p',
  '<a href="',
  "<b title='",
  '<i c=',
  '<li>',
  '</p>',
  '<br>',
  '</br>',
  '<td',
  '<tr>',
  '<svg/>',
]
const more = [
  '<svg>',
  '</svg>',
  '<title>',
  '</title>',
  '<foreignObject>',
  '<option>',
  '<P ID=x id=y>',
  '<q/ >',
  '<u / a>',
]
const raw = [
  '<script>',
  '</script>',
  '<script/>',
  '<STYLE>',
  '</style',
  '<textarea>',
  '</textarea >',
  '<xmp>',
  '</xmp>',
]
const references = [
  'amp',
  '&amp;',
  '&amp',
  '&lt',
  '&#65;',
  '&#x41',
  '&notit;',
  '&not=',
  '&#',
  '&copy',
  '&ngE;',
  'é',
  '\u{1f600}',
]
const words = [
  'x',
  'constructor',
  '__proto__=1',
  ' toString=2',
  'DIV',
  '<div ',
  '</DIV>',
  '<!doctype html>',
  '<![x>',
  '<!-x>',
]
const pieces = fc.constantFrom(...marks, ...tags, ...more, ...raw, ...references, ...words)
/** After `<` in a title htmlparser2 takes a reference for text. */
const markups = fc
  .array(pieces, { maxLength: 30 })
  .map((parts) => parts.join(''))
  .filter((markup) => !/<title.*<\/*&/is.test(markup))

describe.each(['html', 'xhtml', 'xml'] as const)('the tree of any %s', (kind) => {
  test('is that of htmlparser2', () => {
    fc.assert(
      fc.property(markups, (markup) => {
        const whole = `${markup}>end`
        expect(tree(whole, kind)).toEqual(plain(parseDocument(whole, optionsOf[kind])))
      }),
      { numRuns: 400 },
    )
  })

  test('is that of htmlparser2 where the markup breaks off in anything but a tag', () => {
    const breaks = [
      '<',
      '</',
      '<!-',
      '<!--',
      '<!--x-',
      '<!x',
      '<?x',
      'a&am',
      '&#6',
      '<script>x</',
      '<title>&am',
      ']]',
    ]
    fc.assert(
      fc.property(markups, fc.constantFrom(...breaks), (markup, end) => {
        const broken = `${markup}>${end}`
        expect(tree(broken, kind)).toEqual(plain(parseDocument(broken, optionsOf[kind])))
      }),
      { numRuns: 400 },
    )
  })
})

test.each(['</p', '</p b', '<x', '<b c', '<b c=', '<b c="d', '<b/', '<b /'])(
  'a tag that breaks off is nothing: %s',
  (markup) => {
    expect(tree(`<p>a${markup}`, 'html')).toEqual(tree('<p>a', 'html'))
  },
)

test.each([
  ['xhtml', ['root', [['cdata', [['text', '', 'a<b']]]]]],
  ['xml', ['root', [['cdata', [['text', '', 'a<b']]]]]],
] as const)('%s has CDATA sections', (kind, expected) => {
  expect(tree('<![CDATA[a<b]]>', kind)).toEqual(expected)
})

test('HTML has no CDATA sections: such a mark ends at the next `>`', () => {
  expect(textIn(parsedPage('a<![CDATA[b>c]]>d<!DOCTYPE html><!--e--><![x>f', 'html').root)).toBe('ac]]>df')
})

test('attributes are found in a time that does not depend on how many there are', () => {
  const names = Array.from({ length: 50_000 }, (_, at) => `a${at}`)
  const [element] = childrenOf(parsedPage(`<p ${names.join('=x ')}=y>`, 'html').root)
  const start = performance.now()
  const values = names.map((name) => (element?.type === 'tag' ? element.attribute(name) : null))
  expect(performance.now() - start).toBeLessThan(1000)
  expect(new Set(values)).toEqual(new Set(['x', 'y']))
})
