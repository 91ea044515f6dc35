/**
 * Scores the metadata on the WCXB corpus (Murrough Foley, 2026, CC BY 4.0), of which nothing is in this project:
 * `node bench/quality/metadata.js FOLDER`, or TEXTMILL_CORPUS. Title and author by word F1, the date by its day, over the
 * pages that have one; domains are split by their hash, rules are tuned on the larger part only. The time is that of the
 * metadata beside that of the parser alone.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { median } from '../support/statistics.js'
import { sources } from './sources.js'
import { wordF1 } from './wordF1.js'

const rounds = 3
const elementTypes = new Set(['tag', 'script', 'style'])
/** Of 256: the domains whose hash begins lower are tuned on. */
const tunedBelow = 179
const modules = [
  'markup/parsedPage',
  'walkTree',
  'notableElements',
  'metadata/metadataElements',
  'metadata/metadata',
]

const folder = process.argv[2] ?? process.env.TEXTMILL_CORPUS
if (folder === undefined) {
  console.error('name the folder of the corpus, or set TEXTMILL_CORPUS')
  process.exitCode = 2
} else await score(folder)

async function score(/** @type {string} */ corpus) {
  const analysis = await sources(modules.map((name) => `src/analysis/${name}.ts`))
  const rows = pagesOf(corpus).map((page) => ({ ...page, ...measured(analysis, page) }))
  for (const part of ['tuned on', 'held back'])
    printScores(
      part,
      rows.filter((row) => row.part === part),
    )
  printScores('all', rows)
  const ms = (/** @type {(row: typeof rows[0]) => number} */ of) => median(rows.map(of)).toFixed(3)
  console.log(
    `\nmedian ms a page: parser ${ms((row) => row.parseMs)}, metadata ${ms((row) => row.metadataMs)}`,
  )
  console.log(`metadata / parser, median: ${ms((row) => row.metadataMs / row.parseMs)}`)
}

/** @typedef {{ title: string | null, author: string | null, publish_date: string | null }} Truth */

function pagesOf(/** @type {string} */ corpus) {
  const pages = JSON.parse(readFileSync(join(corpus, 'pages.json'), 'utf8'))
  return Object.keys(pages).map((id) => {
    const { url, ground_truth } = JSON.parse(readFileSync(join(corpus, 'ground-truth', `${id}.json`), 'utf8'))
    const digest = createHash('sha256').update(pages[id].domain).digest()
    return {
      url: String(url || `https://${pages[id].domain || 'page.example'}/`),
      truth: /** @type {Truth} */ (ground_truth),
      part: Number(digest[0]) < tunedBelow ? 'tuned on' : 'held back',
      markup: new TextDecoder().decode(gunzipSync(readFileSync(join(corpus, 'html', `${id}.html.gz`)))),
    }
  })
}

/** @param {any} analysis @param {{ url: string, markup: string }} page */
function measured(analysis, { url, markup }) {
  let [parseMs, metadataMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  let found
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now()
    const tree = analysis.parsedPage(markup, 'html').root
    const parsedAt = performance.now()
    const { notable, elements } = elementsOf(analysis, tree)
    const walkedAt = performance.now()
    const collector = new analysis.MetadataGatherer()
    for (const element of elements) collector.note(element)
    found = analysis.metadata({ notable, marked: collector.elements(), pageUrl: url })
    metadataMs = Math.min(metadataMs, performance.now() - walkedAt)
    parseMs = Math.min(parseMs, parsedAt - startedAt)
  }
  return { found, parseMs, metadataMs }
}

/** What the walk that other analysers need anyway comes by. */
function elementsOf(/** @type {any} */ analysis, /** @type {unknown} */ tree) {
  /** @type {object[]} */
  const elements = []
  const notable = new analysis.NotableGatherer('html')
  analysis.walkTree(tree, {
    enter(/** @type {{ type: string, name: string }} */ node) {
      if (!elementTypes.has(node.type)) return false
      elements.push(node)
      notable.note(node)
      return node.name !== 'noscript'
    },
    leave() {},
  })
  return { notable: notable.elements(), elements }
}

/** @typedef {{ title: string | null, authors: string[], publishedAt: string | null }} Found */

/** @param {string} part @param {{ truth: Truth, found: Found }[]} rows */
function printScores(part, rows) {
  const mean = (/** @type {number[]} */ values) =>
    (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3)
  const titles = rows.flatMap(({ truth, found }) =>
    truth.title ? wordF1(found.title ?? '', truth.title) : [],
  )
  const authors = rows.flatMap(({ truth, found }) =>
    truth.author ? wordF1(found.authors.join(' '), truth.author) : [],
  )
  const dates = rows.flatMap(({ truth, found }) =>
    truth.publish_date ? Number((found.publishedAt ?? '').slice(0, 10) === truth.publish_date) : [],
  )
  const unasked = rows.filter(({ truth, found }) => !truth.author && found.authors.length > 0).length
  console.log(
    `${part.padEnd(10)} ${String(rows.length).padStart(5)} pages   title ${mean(titles)} (${titles.length})   author ${mean(authors)} (${authors.length}; named on ${unasked} more)   date ${mean(dates)} (${dates.length})`,
  )
}
