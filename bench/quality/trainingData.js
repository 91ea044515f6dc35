/**
 * Writes what the training reads, from the corpus:
 *
 *     node bench/quality/trainingData.js words CORPUS OUT               blocks with the words round them
 *     node bench/quality/trainingData.js features CORPUS OUT RECIPE     one row of features for each block
 *
 * RECIPE is `all` or `half`: what the words were learnt from. A page that was learnt from is looked up in words that
 * were learnt without its own fold.
 */
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { corpusPages } from './corpus.js'
import { sources } from './sources.js'

const [what, corpus = '', out = '', recipe = 'all'] = process.argv.slice(2)
const api = await sources(
  ['readPage', 'mainText/evidence', 'mainText/pageHints', 'mainText/readWeights', 'mainText/tokens']
    .concat(['mainText/scannedWords', 'mainText/block', 'mainText/blockFeatures'])
    .map((name) => `src/analysis/${name}.ts`),
)
if (what === 'words') writeWords()
else writeFeatures()

/** @typedef {import('../../src/analysis/mainText/measuredPage.ts').MeasuredPage} MeasuredPage */
/** @typedef {import('../../src/analysis/markup/pageTree.ts').Element} Element */

/** @returns {MeasuredPage} */
function measured(/** @type {string} */ html) {
  return api.readPage({ text: html, kind: 'html' }).parts.measured
}

function writeWords() {
  const stream = createWriteStream(join(out, 'words.jsonl'))
  for (const { html, url, ...page } of corpusPages(corpus))
    stream.write(`${JSON.stringify({ ...page, ...pageWords(measured(html()), url) })}\n`)
  stream.end()
}

function pageWords(/** @type {MeasuredPage} */ page, /** @type {string | null} */ url) {
  /** @type {Set<string>} */
  const met = new Set(api.pageHints(page, url))
  const tokens = (/** @type {Element} */ element) => {
    const found = elementTokens(element)
    for (const token of found) met.add(token)
    return found
  }
  const containers = [...page.containers.elements].map((element, order) =>
    page.extents.blocks[order] === 0 ? 0 : [page.containers.parents[order], tokens(element)],
  )
  const blocks = [...page.blocks.texts].map((text, index) => {
    const lead = api.leadOf(page, index)
    return {
      text,
      container: page.blocks.containers[index],
      lead: lead === null ? [] : tokens(lead),
      first: (page.wordsOf[index] ?? 0) <= 15 ? scanned(text, api.maxTextChars) : [],
    }
  })
  return { pageWords: [...met], containers, blocks }
}

/** @returns {string[]} */
function elementTokens(/** @type {Element} */ element) {
  const found = [api.nameToken(element.name)]
  const { attributes } = element
  for (let at = 0; at < attributes.length; at += 2) {
    const [name = '', value = ''] = attributes.slice(at, at + 2)
    if (api.wordyAttributes.includes(name)) found.push(...scanned(value, api.maxAttributeChars))
    else if (value && api.traitAttributes.includes(name)) found.push(api.attributeTrait(name, value) ?? [])
  }
  return found.flat()
}

function scanned(/** @type {string} */ text, /** @type {number} */ maxChars) {
  const room = api.createScannedWords()
  return Array.from({ length: api.scanWords(text, maxChars, room) }, (_, at) =>
    text.slice(room.starts[at], room.ends[at]).replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  )
}

function writeFeatures() {
  const weights = [0, 1, 2, 3, 4, recipe].map((fold) => {
    const name = fold === recipe ? `weights-${recipe}` : `weights-${recipe}-${fold}`
    return api.readWeights(JSON.parse(readFileSync(join(out, `${name}.json`), 'utf8')))
  })
  const pages = []
  /** @type {Buffer[]} */
  const chunks = []
  for (const { id, kind, half, fold, url, html } of corpusPages(corpus)) {
    const page = measured(html())
    const isLearntFrom = recipe === 'all' || half === 'train'
    const found = api.evidence(page, url, weights[isLearntFrom ? fold : 5])
    api.readFeatures(page, found, (/** @type {Float32Array} */ row) => {
      const odd = row.findIndex((value) => !Number.isFinite(value))
      if (odd >= 0) throw new Error(`page ${id}: ${api.featureNames[odd]} is ${row[odd]}`)
      chunks.push(Buffer.from(row.slice().buffer))
    })
    pages.push({ id, kind, half, fold, blocks: page.wordsOf.length, kinds: found.kinds })
  }
  writeFileSync(join(out, `features-${recipe}.bin`), Buffer.concat(chunks))
  writeFileSync(join(out, `features-${recipe}.json`), JSON.stringify({ names: api.featureNames, pages }))
}
