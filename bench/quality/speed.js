/**
 * What the analysis costs, beside the parser alone and beside Readability on linkedom: `node bench/quality/speed.js CORPUS`.
 * In an engine without flags: those of the command make the parser a quarter slower, and change nothing for the analysis once it is warm. See README.md here.
 */
import { parseDocument } from 'htmlparser2'
import { median } from '../support/statistics.js'
import { corpusPages } from './corpus.js'
import { extractors } from './extractors.js'
import { sources } from './sources.js'

const folder = process.argv[2] ?? process.env.TEXTMILL_CORPUS
const rounds = 3

if (folder === undefined) {
  console.error('name the folder of WCXB: node bench/quality/speed.js FOLDER, or TEXTMILL_CORPUS=FOLDER')
  process.exitCode = 2
} else await main(folder)

/** @typedef {{ html: string, body: Uint8Array<ArrayBuffer>, url: string }} Page */

async function main(/** @type {string} */ folder) {
  /** @type {Page[]} */
  const pages = corpusPages(folder).map((page) => {
    const html = page.html()
    return {
      html,
      body: new Uint8Array(new TextEncoder().encode(html)),
      url: page.url || 'https://example.com/',
    }
  })
  const analyse = await analysis()
  const { ready } = await extractors()
  const readability = ready.find(({ name }) => name.includes('eadability'))
  /** @type {[string, (page: Page) => unknown][]} */
  const works = [
    ['parseDocument', ({ html }) => parseDocument(html)],
    ['the whole default analysis', analyse],
  ]
  if (readability === undefined) console.log('Readability is not installed: left out')
  else
    works.push([
      'Readability on linkedom, the text alone',
      ({ html, url }) => readability.extract(html, url).catch(String),
    ])
  const [parsing = [], ours = [], theirs] = await fastestTimes(pages, works)
  console.log(`${pages.length} pages, milliseconds of CPU time, the least of ${rounds} times each`)
  for (const [at, times] of [parsing, ours, theirs ?? []].entries())
    if (times.length > 0)
      console.log(`${works[at]?.[0]}: median ${median(times).toFixed(2)}, all ${sum(times).toFixed(0)}`)
  report('the analysis ÷ parseDocument', ours, parsing)
  if (theirs !== undefined) report('Readability ÷ the analysis', theirs, ours)
}

/** The CPU time of each work for each page, in milliseconds: what else the machine does counts for less so. */
async function fastestTimes(
  /** @type {Page[]} */ pages,
  /** @type {[string, (page: Page) => unknown][]} */ works,
) {
  const times = works.map(() => pages.map(() => Infinity))
  for (let round = 0; round < rounds; round++) {
    for (const [at, [, work]] of works.entries()) {
      for (const [index, page] of pages.entries()) {
        const startedAt = process.cpuUsage()
        await work(page)
        const { user, system } = process.cpuUsage(startedAt)
        const row = /** @type {number[]} */ (times[at])
        row[index] = Math.min(row[index] ?? Infinity, (user + system) / 1000)
      }
    }
  }
  return times
}

async function analysis() {
  const { analysePage, loadAnalysisTools, resolveAnalysers } = await sources([
    'src/analysis/analysePage.ts',
    'src/analysis/analysisTools.ts',
    'src/config/analysers.ts',
  ])
  const tools = await loadAnalysisTools(resolveAnalysers(['default']))
  return (/** @type {Page} */ { body, url }) =>
    analysePage(
      { body, url, contentType: 'text/html', contentEncoding: '', refresh: '', maxBodyBytes: 100_000_000 },
      { tools, selectors: {} },
    )
}

function report(/** @type {string} */ name, /** @type {number[]} */ above, /** @type {number[]} */ below) {
  const ratios = above.map((time, at) => time / (below[at] ?? 1))
  console.log(
    `${name}: median page ${median(ratios).toFixed(2)}, of the medians ${(median(above) / median(below)).toFixed(2)}, of the sums ${(sum(above) / sum(below)).toFixed(2)}`,
  )
}

function sum(/** @type {number[]} */ values) {
  return values.reduce((total, value) => total + value, 0)
}
