import { parse as parseCsv } from 'csv-parse/sync'
import { type Element, isTag } from 'domhandler'
import fc from 'fast-check'
import { DomUtils, parseDocument } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { edgesCsvPieces } from '../../../src/merge/links/edgesCsvPieces.ts'
import { graphmlPieces } from '../../../src/merge/links/graphmlPieces.ts'
import type { GraphNode } from '../../../src/merge/links/graphNode.ts'
import { readUrls } from '../../../src/merge/links/readUrls.ts'

const node = (index: number, url: string, facts: Partial<GraphNode> = {}): GraphNode => ({
  index,
  url,
  host: 'mill.example',
  status: 'ok',
  title: null,
  ...facts,
})

const NODES = [
  node(0, 'https://mill.example/?a=1&b=2', { title: 'Flour & <water>' }),
  node(2, 'https://mill.example/wheel', { status: 'failed' }),
]
const nodes = () => [NODES.slice(0, 1), NODES.slice(1)]
const graph = {
  page: (index: number) => ({ in: 0, out: 0, rank: 0.5 / (index + 1) }),
  edges: () => [
    [
      { from: 0, to: 2 },
      { from: 2, to: 0 },
    ],
  ],
}

describe('a graph as GraphML', () => {
  test('has a node for each page and an edge for each link', () => {
    expect([...graphmlPieces(graph, nodes)].join('')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="url" for="node" attr.name="url" attr.type="string"/>
<key id="title" for="node" attr.name="title" attr.type="string"/>
<key id="host" for="node" attr.name="host" attr.type="string"/>
<key id="status" for="node" attr.name="status" attr.type="string"/>
<key id="rank" for="node" attr.name="rank" attr.type="double"/>
<graph edgedefault="directed">
<node id="n0"><data key="url">https://mill.example/?a=1&amp;b=2</data><data key="title">Flour &amp; &lt;water&gt;</data><data key="host">mill.example</data><data key="status">ok</data><data key="rank">0.5</data></node>
<node id="n2"><data key="url">https://mill.example/wheel</data><data key="host">mill.example</data><data key="status">failed</data><data key="rank">${0.5 / 3}</data></node>
<edge source="n0" target="n2"/>
<edge source="n2" target="n0"/>
</graph>
</graphml>
`)
  })

  test('comes in pieces, not as one text', () => {
    expect([...graphmlPieces(graph, nodes)]).toHaveLength(5)
  })

  test('gives every text back that XML can hold, and U+FFFD for what it cannot', () => {
    const agrees = (title: string) => {
      const text = [...graphmlPieces(graph, () => [[node(0, 'u', { title })]])].join('')
      const document = parseDocument(text, { xmlMode: true })
      const [found] = DomUtils.findAll(
        (element: Element) => isTag(element) && element.name === 'data' && element.attribs.key === 'title',
        document.children,
      )
      expect(found && DomUtils.textContent(found)).toBe(inXml(title))
      expect(/(?![\t\n\x7f-\x9f])[\p{Cc}\ufffe\uffff]/u.test(text)).toBe(false)
      expect(text.isWellFormed()).toBe(true)
    }
    const hard = fc.constantFrom('\r', '\r\n', '\0', '\x1f', '\ud800', '\ufffe', ']]>', '&#0;', '😀', '\x85')
    const unit = fc.oneof(hard, fc.nat(0xffff).map(String.fromCharCode))
    fc.assert(fc.property(fc.array(unit, { maxLength: 12 }), (units) => agrees(units.join(''))))
  })
})

/** Char of XML 1.0, code point by code point. */
function inXml(text: string): string {
  return Array.from(text.toWellFormed(), (character) => {
    const code = character.codePointAt(0) ?? 0
    const isAllowed = code >= 0x20 ? code !== 0xfffe && code !== 0xffff : [9, 10, 13].includes(code)
    return isAllowed ? character : '\ufffd'
  }).join('')
}

const csvOf = async (urls: readonly string[]) => {
  const all = urls.map((url, i) => node(i * 2, url))
  const edges = () => [all.slice(1).map(({ index }) => ({ from: 0, to: index }))]
  return [...edgesCsvPieces({ edges }, await readUrls(() => [all]))].join('')
}

describe('a graph as CSV', () => {
  test('has the two URLs of each link', async () => {
    expect([...edgesCsvPieces(graph, await readUrls(nodes))].join('')).toBe(
      [
        'Source,Target',
        'https://mill.example/?a=1&b=2,https://mill.example/wheel',
        'https://mill.example/wheel,https://mill.example/?a=1&b=2',
        '',
      ].join('\r\n'),
    )
  })

  test.each([['=1+1'], ['@mill'], ['-mill.example'], ['\t=x'], ['+mill'], ['\uff1d1']])(
    'has no formula in it: %j',
    async (url) => {
      const [, row] = parseCsv(await csvOf(['a', url])) as string[][]
      expect(row).toEqual(['a', `'${url}`])
    },
  )

  test('gives every URL back', async () => {
    const unit = fc.constantFrom('"', ',', '\n', '\r', 'ü', '😀', 'a', ' ')
    const text = fc.array(unit, { maxLength: 8 }).map((units) => units.join(''))
    const urls = fc.array(
      text.map((end) => `https://mill.example/${end}`),
      { minLength: 2, maxLength: 6 },
    )
    const agrees = async (all: readonly string[]) => {
      const rows = parseCsv(await csvOf(all), { record_delimiter: '\r\n' }) as string[][]
      expect(rows).toEqual([['Source', 'Target'], ...all.slice(1).map((url) => [all[0], url])])
    }
    await fc.assert(fc.asyncProperty(urls, agrees))
  })
})

describe('the URLs of all pages', () => {
  test('are found again however much they take', async () => {
    const urls = Array.from(
      { length: 400 },
      (_, i) => `https://mill.example/${'ä'.repeat((i * 37) % 9000)}${i}`,
    )
    urls[200] = `https://mill.example/${'long'.repeat(300_000)}`
    const urlOf = await readUrls(() => [urls.map((url, i) => node(i * 3, url))])
    expect(urls.every((url, i) => urlOf(i * 3) === url)).toBe(true)
    expect([urlOf(1), urlOf(-1), urlOf(1200)]).toEqual(['', '', ''])
  })
})
