/**
 * Scores the main text by word F1 over WCXB, beside others: `node bench/quality/run.js [CORPUS]`. See README.md here.
 */
import { corpusPages } from './corpus.js'
import { extractors } from './extractors.js'
import { wordF1 } from './wordF1.js'

const kinds = ['article', 'documentation', 'service', 'forum', 'product', 'collection', 'listing']
const folder = process.argv[2] ?? process.env.TEXTMILL_CORPUS
if (folder === undefined) {
  console.error('name the folder of WCXB: node bench/quality/run.js FOLDER, or TEXTMILL_CORPUS=FOLDER')
  process.exitCode = 2
} else await main(folder)

async function main(/** @type {string} */ folder) {
  const pages = corpusPages(folder)
  const { ready, missing } = await extractors()
  for (const name of missing) console.log(`${name} is not installed: left out`)
  for (const { name, extract } of ready) {
    /** @type {Map<string, number[]>} */
    const scores = new Map()
    let failures = 0
    const cpuAtStart = process.cpuUsage()
    /** @type {string[]} */
    const results = []
    for (const page of pages)
      results.push(
        await extract(page.html(), page.url).catch(() => {
          failures++
          return ''
        }),
      )
    const { user, system } = process.cpuUsage(cpuAtStart)
    pages.forEach((page, at) => {
      const score = wordF1(results[at] ?? '', page.truth)
      for (const key of ['all', page.half, `${page.half} ${page.kind}`, page.kind])
        scores.set(key, [...(scores.get(key) ?? []), score])
    })
    const seconds = (user + system) / 1e6
    console.log(
      `\n${name}: ${seconds.toFixed(1)} s of CPU time${failures === 0 ? '' : `, ${failures} pages failed`}`,
    )
    console.log(tableLines(scores).join('\n'))
  }
}

function tableLines(/** @type {Map<string, number[]>} */ scores) {
  const cell = (/** @type {string} */ key) => {
    const values = scores.get(key) ?? []
    return values.length === 0
      ? '–'
      : (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3)
  }
  const rows = [
    ['', 'pages', 'all', 'train', 'held out'],
    ['all', `${scores.get('all')?.length ?? 0}`, cell('all'), cell('train'), cell('held')],
    ...kinds.map((kind) => [
      kind,
      `${scores.get(kind)?.length ?? 0}`,
      cell(kind),
      cell(`train ${kind}`),
      cell(`held ${kind}`),
    ]),
  ]
  return rows.map(
    ([first = '', ...rest]) => first.padEnd(15) + rest.map((text) => text.padStart(10)).join(''),
  )
}
