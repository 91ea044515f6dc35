import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sources } from './sources.js'

/**
 * @typedef {object} Extractor
 * @property {string} name
 * @property {(html: string, url: string | null) => Promise<string>} extract
 */

/** Where the others are installed, for they are no dependencies of ours. */
const peersFolder = process.env.TEXTMILL_PEERS ?? process.cwd()
const peers = createRequire(join(peersFolder, 'package.json'))
const noUrl = 'https://example.com/'

/** Ours, the whole visible text, and those of the others that are installed. */
export async function extractors() {
  const missing = []
  /** @type {Extractor[]} */
  const ready = await ours()
  for (const [name, load] of Object.entries(others)) {
    try {
      ready.push({ name, extract: await load() })
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'MODULE_NOT_FOUND') throw error
      missing.push(name)
    }
  }
  return { ready, missing }
}

/** @returns {Promise<Extractor[]>} */
async function ours() {
  const { mainText, readPage, visibleText } = await sources([
    'src/analysis/readPage.ts',
    'src/analysis/mainText/mainText.ts',
    'src/analysis/mainText/visibleText.ts',
  ])
  return [
    {
      name: 'textmill',
      extract: async (html, url) =>
        mainText(readPage({ text: html, kind: 'html' }).parts.measured, 'html', url).text,
    },
    {
      name: 'the whole visible text',
      extract: async (html) => visibleText(readPage({ text: html, kind: 'html' }).parts.measured),
    },
  ]
}

/** @type {Record<string, () => Promise<Extractor['extract']>>} */
const others = {
  '@mozilla/readability on linkedom': async () => {
    const { Readability } = await load('@mozilla/readability')
    const { parseHTML } = await load('linkedom')
    return async (html) => new Readability(parseHTML(html).document).parse()?.textContent ?? ''
  },
  'defuddle on linkedom': async () => {
    const { parseHTML } = await load('linkedom')
    // Its `exports` know only `import`, which cannot be resolved from another folder.
    const file = join(peersFolder, 'node_modules/defuddle/dist/node.js')
    if (!existsSync(file)) throw Object.assign(new Error(file), { code: 'MODULE_NOT_FOUND' })
    const { Defuddle } = await import(pathToFileURL(file).href)
    return async (html, url) => {
      const { document } = parseHTML(html)
      const { content } = await silently(() => Defuddle(document, url ?? noUrl, { useAsync: false }))
      return innerText(parseHTML(`<!doctype html><html><body>${content}</body></html>`).document.body)
    }
  },
}

async function load(/** @type {string} */ name) {
  return import(pathToFileURL(peers.resolve(name)).href)
}

/** Text with every block on its own lines, so that words do not run together. */
function innerText(/** @type {any} */ node) {
  const inline = /^(?:a|abbr|b|bdi|cite|code|em|i|kbd|mark|q|s|small|span|strong|sub|sup|time|u|var|wbr)$/i
  let text = ''
  for (const child of node.childNodes) {
    if (child.nodeType === 3) text += child.data
    else if (child.nodeType === 1) {
      const inner = innerText(child)
      text += inline.test(child.nodeName) ? inner : `\n${inner}\n`
    }
  }
  return text
}

/** Defuddle says on the console what it meets. @template T @param {() => Promise<T>} work */
async function silently(work) {
  const { log, warn, error } = console
  Object.assign(console, { log() {}, warn() {}, error() {} })
  try {
    return await work()
  } finally {
    Object.assign(console, { log, warn, error })
  }
}
