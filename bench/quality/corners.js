/**
 * Whether any shape of page costs more than its size: `node bench/quality/corners.js`. Each shape is analysed whole at
 * one size and at four times that size; a time that grows faster than the page shows as a ratio over 4.
 */
import { sources } from './sources.js'

/** @type {Record<string, (size: number) => string>} */
const shapes = {
  'nested elements': (size) => '<div>'.repeat(size / 5),
  'nested elements with text': (size) => '<div class=post>word '.repeat(size / 21),
  'nested inline elements': (size) => '<b><i>word '.repeat(size / 11),
  'nested lists': (size) => '<ul><li>word'.repeat(size / 12),
  'nested tables': (size) => '<table><tr><td>word'.repeat(size / 19),
  'open links': (size) => '<a href=/x>'.repeat(size / 11),
  'empty links': (size) => '<a>'.repeat(size / 3),
  links: (size) => made(size, (at) => `<a href=/page/${at}>word</a> `),
  attributes: (size) => `<p ${made(size, (at) => `a${at}=b `)}>text`,
  classes: (size) => made(size, (at) => `<p class="c${at}">word`),
  'one long class': (size) => `<p class="${'related Post '.repeat(size / 13)}">text`,
  paragraphs: (size) => '<p>One, two and three words are in it.'.repeat(size / 38),
  'one paragraph': (size) => `<p>${'One, two and three words are in it. '.repeat(size / 36)}`,
  'one word': (size) => `<p>${'a'.repeat(size)}`,
  'different words': (size) => `<p>${made(size, (at) => `word${at.toString(36)} `)}`,
  'white space': (size) => `<p>a${' \n'.repeat(size / 2)}b`,
  points: (size) => `<p>${'. '.repeat(size / 2)}`,
  'Chinese characters': (size) => `<p>${'水車在河邊轉動'.repeat(size / 21)}`,
  'Thai letters': (size) => `<p>${'กังหันน้ำหมุนอยู่ริมแม่น้ำ'.repeat(size / 78)}`,
  'table rows': (size) => `<table>${'<tr><td>one<td>two<td>3'.repeat(size / 23)}</table>`,
  'spanning cells': (size) => `<table>${'<tr><td rowspan=65534 colspan=1000>x'.repeat(size / 36)}</table>`,
  'list items': (size) => `<ul>${'<li><a href=/x>x</a> y'.repeat(size / 22)}</ul>`,
  headings: (size) => '<h2>word</h2>'.repeat(size / 13),
  code: (size) => `<pre>${'if (a < b)\n'.repeat(size / 11)}</pre>`,
  images: (size) => made(size, (at) => `<img src=/${at}.png alt="a mill">`),
  'character references': (size) => '&amp;&lt;'.repeat(size / 9),
  'broken references': (size) => '&'.repeat(size),
  'JSON-LD': (size) =>
    `<script type="application/ld+json">[${'{"@type":"Article","name":"x"},'.repeat(size / 31)}{}]</script>`,
  'broken JSON-LD': (size) => `<script type="application/ld+json">${'{"a":['.repeat(size / 6)}</script>`,
  microdata: (size) => '<div itemscope itemprop=a><b itemprop=b>x'.repeat(size / 41),
  metas: (size) => made(size, (at) => `<meta property="og:x${at}" content=y>`),
  'unclosed CDATA': (size) => '<![CDATA[x>'.repeat(size / 11),
  'foreign elements': (size) => '<svg/><math>'.repeat(size / 12),
  'unclosed comments': (size) => '<!-- x'.repeat(size / 6),
  'less-than signs': (size) => '<'.repeat(size),
}
const sizes = [250_000, 1_000_000, 4_000_000]

const { analysePage, loadAnalysisTools, resolveAnalysers } = await sources([
  'src/analysis/analysePage.ts',
  'src/analysis/analysisTools.ts',
  'src/config/analysers.ts',
])
const tools = await loadAnalysisTools(resolveAnalysers(['default', 'markdown']))
const only = process.argv[2]

console.log(
  `${''.padEnd(28)}${sizes.map((size) => `${size / 1e6} MB`.padStart(12)).join('')}   last ÷ the one before`,
)
for (const [name, shape] of Object.entries(shapes)) {
  if (only !== undefined && !name.includes(only)) continue
  const times = []
  for (const size of sizes) times.push(await time(shape(size)))
  const ratio = (times[2] ?? 0) / (times[1] ?? 1)
  const cells = times.map((ms) => `${ms.toFixed(0)} ms`.padStart(12)).join('')
  console.log(`${name.padEnd(28)}${cells}   ${ratio.toFixed(1)}${ratio > 6 ? '  more than its share' : ''}`)
}

function made(/** @type {number} */ size, /** @type {(at: number) => string} */ piece) {
  const length = piece(100_000).length
  return Array.from({ length: size / length }, (_, at) => piece(at)).join('')
}

async function time(/** @type {string} */ markup) {
  const body = new TextEncoder().encode(markup)
  const request = { url: 'https://example.com/', contentType: 'text/html', contentEncoding: '', refresh: '' }
  const startedAt = process.cpuUsage()
  await analysePage({ ...request, body, maxBodyBytes: 100_000_000 }, { tools, selectors: {} })
  const { user, system } = process.cpuUsage(startedAt)
  return (user + system) / 1000
}
