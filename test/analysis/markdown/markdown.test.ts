import fc from 'fast-check'
import { gfmTableToMarkdown } from 'mdast-util-gfm-table'
import { toMarkdown } from 'mdast-util-to-markdown'
import { describe, expect, test } from 'vitest'
import type { DocumentKind } from '../../../src/analysis/documentKind.ts'
import { createPhrasing, type Mark } from '../../../src/analysis/markdown/createPhrasing.ts'
import { link } from '../../../src/analysis/markdown/linkHandler.ts'
import { loadMarkdown } from '../../../src/analysis/markdown/loadMarkdown.ts'
import { text } from '../../../src/analysis/markdown/textHandler.ts'
import {
  type ChildNode,
  childrenOf,
  createElement,
  isText,
  type Text,
} from '../../../src/analysis/markup/pageTree.ts'
import { parsedPage } from '../../../src/analysis/markup/parsedPage.ts'
import { decodedEntities } from '../../../src/analysis/metadata/decodedEntities.ts'
import { walkTree } from '../../../src/analysis/walkTree.ts'
import { anyText } from '../support/anyText.ts'

const write = await loadMarkdown()

/** The Markdown of a page whose main text is every text in which there is no `~`. */
function markdownOf(markup: string, kind: DocumentKind = 'html'): string {
  const { root } = parsedPage(markup, kind)
  const nodes = new Set<Text>()
  walkTree(root, {
    enter(node: ChildNode): boolean {
      if (isText(node) && /\S/.test(node.data) && !node.data.includes('~')) nodes.add(node)
      return true
    },
    leave: () => {},
  })
  return write(root, kind, nodes, 'https://mill.example/a/b')
}

describe('the main text as Markdown', () => {
  test('has headings, paragraphs and emphasis', () => {
    expect(
      markdownOf(
        '<h1>The <b>mill</b></h1><p>Rye,\n <strong>wheat </strong>and<em> oats</em>.</p><div>Open<br>daily</div><h3>End</h3>',
      ),
    ).toBe('# The mill\n\nRye, **wheat** and *oats*.\n\nOpen\\\ndaily\n\n### End')
  })

  test('has what a tab shows after a click', () => {
    const panel =
      '<div style="display:none"><h2>Stones</h2><p><b>Basalt</b><img src=/b.png alt=Stone> by hand</p></div>'
    expect(markdownOf(`<p>Rye.</p>${panel}<p>Oats<span hidden>!</span></p>`)).toBe(
      'Rye.\n\n## Stones\n\n**Basalt** ![Stone](https://mill.example/b.png) by hand\n\nOats',
    )
  })

  test('has nothing of the rest of the page', () => {
    expect(
      markdownOf(
        '<ul><li><a href=/>~menu</a></ul><h2>~ads</h2><p>text <b>~</b></p><table><tr><th>~<th>~</table><blockquote>~</blockquote>',
      ),
    ).toBe('text')
    expect(markdownOf('<p>~')).toBe('')
    expect(markdownOf('')).toBe('')
  })

  test('has lists, nested and in order, close together', () => {
    expect(markdownOf('<ul><li>a<ol start=3><li>a3<li>a4</ol><li>b</ul>')).toBe(
      '- a\n\n  3. a3\n  4. a4\n- b',
    )
    expect(markdownOf('<ol><li><p>one</p><p>more</p><li>two</ol>')).toBe('1. one\n\n   more\n\n2. two')
    expect(markdownOf('<ul><li>a</li><ul><li>b</ul>text</ul>')).toBe('- a\n  - b\n- text')
  })

  test('numbers the items of a long list', () => {
    const lines = markdownOf(`<ol start=7>${'<li>x'.repeat(3000)}</ol>`).split('\n')
    expect(lines).toEqual(Array.from({ length: 3000 }, (_, index) => `${7 + index}. x`))
  })

  test('has quotations', () => {
    expect(markdownOf('<blockquote><p>one</p><ul><li>two</ul></blockquote><p>three')).toBe(
      '> one\n>\n> - two\n\nthree',
    )
  })

  test('has code with its language, in a paragraph too', () => {
    expect(markdownOf('<p>Call <code>a_b( )</code>:<pre class="language-js">\na\n  `b`\n</pre>')).toBe(
      'Call `a_b( )`:\n\n```js\na\n  `b`\n```',
    )
    expect(markdownOf('<pre>```\n</pre>')).toBe('````\n```\n````')
  })

  test('has links with their absolute URL', () => {
    expect(
      markdownOf(
        '<p>See <a href="../c?d#e">the <b>wheel</b></a>, <a href="javascript:x()">this</a>, <a>that</a> and <a href="mailto:m@mill.example">us</a>.',
      ),
    ).toBe('See [the **wheel**](https://mill.example/c?d#e), this, that and [us](mailto:m@mill.example).')
    expect(markdownOf('<h2><a href="#top">Top</a> <a href="#top">¶</a></h2>')).toBe('## Top')
    expect(markdownOf('<p><a href=/1>one</a><a href=/2>two</a>')).toBe(
      '[one](https://mill.example/1) [two](https://mill.example/2)',
    )
  })

  test('has a link in every paragraph that the link of the page goes over', () => {
    expect(markdownOf('<a href=/x><h3>Flour</h3><p>milled</p></a>')).toBe(
      '### [Flour](https://mill.example/x)\n\n[milled](https://mill.example/x)',
    )
  })

  test('has the images between its paragraphs, and no others', () => {
    expect(
      markdownOf(
        '<div>~<img src=/no.png></div><p>a</p><div><img src=/1.png alt="A [wheel]"></div><p>b <img data-src=2.png> c</p><div>~<img src=/no.png></div>',
      ),
    ).toBe('a\n\n![A \\[wheel\\]](https://mill.example/1.png)\n\nb ![](https://mill.example/a/2.png) c')
  })

  test('has what a text holds that means something in Markdown as text', () => {
    expect(markdownOf('<p># 1 * 2 [x](y) &lt;b&gt;</p><p>1. a_b</p>')).toBe(
      '\\# 1 \\* 2 \\[x]\\(y) \\<b>\n\n1\\. a_b',
    )
  })
})

describe('a table in Markdown', () => {
  test('has a header, and its cells keep their links and code', () => {
    expect(
      markdownOf(
        '<table><caption>Prices</caption><tr><th>Kind<th>Price<tr><td><a href=/r>Rye</a><p>fine</p><td><code>a|b</code></table>',
      ),
    ).toBe('Prices\n\n| Kind | Price |\n| - | - |\n| [Rye](https://mill.example/r) fine | `a\\|b` |')
  })

  test('has an empty header when the page has none', () => {
    expect(markdownOf('<table><tr><th>a<td>1<tr><th>b<td>2</table>')).toBe(
      '| | |\n| - | - |\n| a | 1 |\n| b | 2 |',
    )
  })

  test('repeats a cell that spans', () => {
    expect(
      markdownOf('<table><thead><tr><th colspan=2>both<tbody><tr><td rowspan=2>x<td>1<tr><td>2</table>'),
    ).toBe('| both | both |\n| - | - |\n| x | 1 |\n| x | 2 |')
  })

  test('is none when it only lays out the page', () => {
    expect(markdownOf('<table><tr><td>a<td>b</table>')).toBe('a b')
  })

  test('is a paragraph for each row when most of it would be room', () => {
    const markup = `<table><tr>${'<th>a'.repeat(100)}${'<tr><td>b'.repeat(100)}</table>`
    expect(markdownOf(markup).split('\n\n').slice(1)).toEqual(Array.from({ length: 100 }, () => 'b'))
  })
})

describe('other documents', () => {
  test('in XML have a paragraph for each element', () => {
    expect(markdownOf('<rss><item><title>A *</title><link>b</link><i>c</i></item></rss>', 'xml')).toBe(
      'A \\*\n\nb\n\nc',
    )
  })

  test('in plain text keep their paragraphs', () => {
    const { root } = parsedPage('one\ntwo\n\n\n# three', 'html')
    const nodes = new Set(childrenOf(root).filter(isText))
    expect(write(root, 'plain', nodes, 'https://mill.example/')).toBe('one\ntwo\n\n\\# three')
  })
})

describe('any page', () => {
  const tag = fc.constantFrom(
    ...'p div b i a h2 ul ol li table tr td th pre code blockquote br img span caption dl dt'.split(' '),
  )
  const piece = fc.oneof(
    tag.map((name) =>
      name === 'a' ? '<a href="/x_y">' : name === 'img' ? '<img src=/i alt=i>' : `<${name}>`,
    ),
    tag.map((name) => `</${name}>`),
    fc.constantFrom('word', ' ', '~', '*', '_', '1. ', '|', '`', '[', '\n'),
    anyText,
  )

  test('becomes well-formed Markdown with every word of its main text', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const markup = pieces.join('')
        const written = markdownOf(markup)
        expect(written.isWellFormed()).toBe(true)
        // Beside emphasis a letter may be written as a character reference.
        const wordsOf = (shown: string) => shown.split('word').length
        expect(wordsOf(decodedEntities(written))).toBeGreaterThanOrEqual(wordsOf(mainTextOf(markup)))
      }),
      { numRuns: 300 },
    )
  })

  test('has every text as the serialiser would write it', () => {
    const value = fc.string({ unit: fc.constantFrom(...'abé 1.-_*#"()[]!&:;'), minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), (values) => {
        const texts = values.map((written) => ({ type: 'text' as const, value: written.trim() || ' ' }))
        const long = { type: 'link' as const, url: 'https://mill.example/', children: texts }
        const [first = { type: 'text' as const, value: 'x' }] = texts
        const url = `https://mill.example/${first.value}`
        const short = [first, { type: 'text' as const, value: url }].map((child) => ({
          type: 'link' as const,
          url,
          children: [child],
        }))
        const cell = { type: 'tableCell' as const, children: [...short, ...texts] }
        const tree = {
          type: 'root' as const,
          children: [
            {
              type: 'paragraph' as const,
              children: [long, ...short, ...texts, { type: 'emphasis' as const, children: texts }],
            },
            { type: 'heading' as const, depth: 2 as const, children: texts },
            { type: 'table' as const, children: [{ type: 'tableRow' as const, children: [cell, cell] }] },
          ],
        }
        const extensions = [gfmTableToMarkdown()]
        expect(toMarkdown(tree, { extensions, handlers: { link, text } })).toBe(
          toMarkdown(tree, { extensions }),
        )
      }),
      { numRuns: 120 },
    )
  })

  test('goes on outside of a mark of thousands of pieces, and then in it', () => {
    const phrasing = createPhrasing()
    const marks: readonly Mark[] = [{ element: createElement('b'), kind: 'strong', url: '' }]
    for (let at = 0; at < 12_000; at++) phrasing.text('a', marks)
    const pieces = phrasing.take().map((node) => (node.type === 'strong' ? node.children.length : node.type))
    expect(pieces).toEqual([5000, 'text', 5000, 'text', 1998])
  })

  test('takes time by the length of code, whatever backticks are in it', () => {
    const code = Array.from({ length: 1000 }, (_, at) => '`'.repeat(at)).join(' ')
    const startedAt = performance.now()
    expect(markdownOf(`<p>a <code>${code}</code>`)).toMatch(/^a \\` \\`\\` /)
    expect(performance.now() - startedAt).toBeLessThan(1000)
    expect(markdownOf('<p><code>a`b``c</code>')).toBe('```a`b``c```')
  })

  test('is written however deep it nests', () => {
    for (const markup of [
      '<ul><li>x',
      '<blockquote>x',
      '<ol>',
      '<b><i>x',
      '<table><tr><td>x',
      '<h2>x',
      '<a href=/>x',
    ])
      expect(markdownOf(markup.repeat(2000)).length).toBeLessThan(200 * markup.length * 2000)
  })
})

/** The texts that Markdown shows: those of elements that are not shown are not main text in a real page. */
function mainTextOf(markup: string): string {
  const texts: string[] = []
  walkTree(parsedPage(markup, 'html').root, {
    enter(node: ChildNode): boolean {
      if (isText(node) && !node.data.includes('~')) texts.push(node.data)
      return true
    },
    leave: () => {},
  })
  return texts.join(' ')
}
