import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DocumentKind } from '../../../src/analysis/documentKind.ts'
import { visibleText } from '../../../src/analysis/mainText/visibleText.ts'
import { partsOf } from '../support/partsOf.ts'

const textOf = (markup: string, kind: DocumentKind = 'html') => visibleText(partsOf(markup, kind).measured)

describe('the visible text', () => {
  test('has a blank line between blocks, and none between items and rows', () => {
    expect(textOf('<div>a</div><div>b<div>c</div></div><p>d</p>e')).toBe('a\n\nb\n\nc\n\nd\n\ne')
    expect(textOf('<p>a<ul><li>b<li>c<li><p>d</p></ul>e')).toBe('a\n\nb\nc\n\nd\n\ne')
  })

  test('has one space for every run of white space', () => {
    expect(textOf('  a \n\t b&nbsp; <b> c</b>\n<i>d</i>e ')).toBe('a b c de')
  })

  test('has a new line for br, and a blank one for two', () => {
    expect(textOf('<p>a<br>b<br><br>c<br></p><p>d</p>')).toBe('a\nb\n\nc\n\nd')
  })

  test('has all of a paragraph of thousands of pieces', () => {
    expect(textOf(`<p>${'a<br>'.repeat(5000)}b`)).toBe(`${'a\n'.repeat(5000)}b`)
    expect(textOf(`<pre>${'<b>a</b>\n'.repeat(5000)}`)).toBe('a\n'.repeat(5000).trimEnd())
  })

  test('keeps the white space of pre, less its first line end and its blank end', () => {
    expect(textOf('x<pre>\n  a\r\n    b  c\n\n</pre>y')).toBe('x\n\n  a\n    b  c\n\ny')
    expect(textOf('<pre><b>a</b>\n<b>b</b></pre>')).toBe('a\nb')
  })

  test('has nothing of scripts, styles, templates, controls, fallbacks or the title', () => {
    const unseen = [
      'script',
      'style',
      'template',
      'noscript',
      'title',
      'textarea',
      'select',
      'iframe',
      'audio',
    ]
    for (const name of unseen) expect(textOf(`a<${name}>b</${name}>`), name).toBe('a')
  })

  test('has nothing that is hidden', () => {
    expect(textOf('a<p hidden>b<b>c</b></p>')).toBe('a')
    expect(textOf('a<p style="color: red; DISPLAY : none">b</p>')).toBe('a')
    expect(textOf('a<dialog>b</dialog><dialog open>c</dialog>')).toBe('a\n\nc')
    expect(textOf('a<span hidden><p>b</p></span>c')).toBe('ac')
  })

  test('has the parts that React streams in hidden elements', () => {
    expect(textOf('<div hidden id="S:0">a</div><div hidden id="B">b</div>')).toBe('a')
  })

  test('has what follows a head that is not closed', () => {
    expect(textOf('<html><head><title>t</title><p>a</p>')).toBe('a')
  })

  test('sets cells and neighbouring links apart, buttons on lines of their own, and no other inline elements', () => {
    expect(textOf('<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>')).toBe('a b\nc')
    expect(textOf('<a>a</a><a>b</a>s <b>c</b><i>d</i><button>e</button>')).toBe('a bs cd\n\ne')
  })

  test('has no soft hyphens', () => {
    expect(textOf('wind&shy;mill')).toBe('windmill')
  })

  test('of XML has a blank line between elements', () => {
    expect(textOf('<r><title>a</title><link>b</link><d><![CDATA[c]]></d></r>', 'xml')).toBe('a\n\nb\n\nc')
  })

  test('never begins or ends with white space, and never has two blank lines, outside pre', () => {
    const pieces = fc.constantFrom(
      '<p>',
      '</p>',
      '<br>',
      '<div>',
      '</div>',
      ' ',
      '\n',
      'a',
      'b ',
      '<a>',
      '</a>',
      '<td>',
      '<b hidden>',
      '</b>',
      '\u00a0',
      '<h1>',
      '</h1>',
      '<hr>',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (list) => {
        const text = textOf(list.join(''))
        expect(text).toBe(text.trim())
        expect(text).not.toMatch(/\n\n\n| \n|\n | {2}/)
      }),
    )
  })
})
