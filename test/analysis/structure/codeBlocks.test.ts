import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../support/anyText.ts'
import { structureOf } from './support/structureOf.ts'

const codeOf = (markup: string) => structureOf(markup).code
const textOf = (markup: string) => codeOf(markup).map(({ text }) => text)

describe('the code of the main text', () => {
  test('keeps its white space, without the line ends round it', () => {
    expect(textOf('<pre>\n  if (a)\n\tb()\r\n\n</pre>')).toEqual(['  if (a)\n\tb()'])
  })

  test('has a line for each break and block', () => {
    expect(textOf('<pre>a<br>b<div>c</div><div>d\n</div>e</pre>')).toEqual(['a\nb\nc\nd\ne'])
  })

  test('has neither line numbers nor buttons', () => {
    expect(
      textOf(
        '<pre><span class=lineno>1</span>a\n<span class="x lineno">2</span>b<button>Copy</button></pre>',
      ),
    ).toEqual(['a\nb'])
    expect(textOf('<table><tr><td class="gutter"><pre>1\n2</pre><td><pre>a\nb</pre></table>')).toEqual([
      'a\nb',
    ])
  })

  test('is not that of the rest of the page, and none is empty', () => {
    expect(textOf('<pre>ad</pre><main><pre>x</pre><pre> </pre></main><pre>ad</pre>')).toEqual(['x'])
  })

  test('is there once where it is nested', () => {
    expect(textOf('<pre>a <pre>b</pre></pre>')).toEqual(['a \nb'])
  })

  test('is well-formed text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(textOf(`<pre>x${text}</pre>`).every((code) => code.isWellFormed())).toBe(true)
      }),
    )
  })
})

describe('the language of code', () => {
  test.each([
    ['<pre class="x language-TypeScript">a</pre>', 'typescript'],
    ['<pre><code class="hljs lang-c++">a</code></pre>', 'c++'],
    ['<pre data-lang=Rust>a</pre>', 'rust'],
    ['<div class="highlight highlight-source-shell"><pre>a</pre></div>', 'shell'],
    [
      '<div class="language-ruby highlighter-rouge"><div class="highlight"><pre><code>a</code></pre></div></div>',
      'ruby',
    ],
    ['<div class="highlight-python notranslate"><div class="highlight"><pre>a</pre></div></div>', 'python'],
    ['<pre class="brush: js; gutter: false">a</pre>', 'js'],
    ['<pre class="language-none">a</pre>', null],
    ['<pre class="prettyprint language-">a</pre>', null],
    ['<div class="language-english"><pre>a</pre></div>', null],
    ['<pre>a</pre>', null],
  ])('%s', (markup, language) => {
    expect(codeOf(markup)).toEqual([{ language, text: 'a' }])
  })
})
