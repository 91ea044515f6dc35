/**
 * @typedef {object} SyntheticResults
 * @property {(host: number) => string} host
 * @property {(index: number) => { url: string } & object} entry
 * @property {(index: number) => SyntheticAnalysis} analysed what a thread would tell of the page
 * @property {(index: number) => object} result what the store is given
 *
 * @typedef {object} PageShape
 * @property {number} words
 * @property {number} wordsAParagraph
 * @property {number} links
 * @property {number} headings
 * @property {number} images
 *
 * @typedef {object} SyntheticAnalysis
 * @property {string} json
 * @property {number} words
 * @property {{ facts: string, terms: string, bands: Uint8Array, paragraphs: Uint8Array, links: Uint8Array }} features
 */

const WORDS = 60_000
/** Terms by which pages are compared. */
const MAX_TERMS = 256
/** @type {PageShape} */
const SMALL_PAGE = { words: 150, wordsAParagraph: 150, links: 10, headings: 0, images: 0 }
/** One page in so many is nearly another. */
const COPIES = 20
const DISCLAIMER =
  'All prices include taxes, and nothing that is said here is to be taken as advice of any kind.'

/**
 * Results as pages would give them: the same for an index each time. Words come as often as words do (Zipf), one page in 20
 * is nearly another, pages of one host share a paragraph, and link to each other.
 *
 * @param {any} tools what makes the features of a page from its words
 * @returns {SyntheticResults}
 */
export function createSyntheticResults({
  shingleStates,
  sketchBands,
  tokens,
  paragraphHashes,
  vocabulary,
  urlHash,
  hosts,
  pages,
  shape = SMALL_PAGE,
}) {
  const host = (/** @type {number} */ number) => `host-${number}.example`
  const url = (/** @type {number} */ index) => `https://${host(index % hosts)}/pages/${index}.html`
  const bytesOf = (/** @type {Uint32Array | Float64Array} */ numbers) =>
    new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)

  const wordsOf = (/** @type {number} */ index) => {
    const isCopy = index % COPIES === COPIES - 1
    const random = randomFrom(isCopy ? index - COPIES + 1 : index)
    const words = Array.from({ length: shape.words }, () => word(Math.floor(WORDS ** random())))
    if (isCopy) words[7] = `copy${index}`
    return words
  }
  const textOf = (/** @type {readonly string[]} */ words) => {
    const paragraphs = []
    for (let start = 0; start < words.length; start += shape.wordsAParagraph)
      paragraphs.push(`${words.slice(start, start + shape.wordsAParagraph).join(' ')}.`)
    return [...paragraphs, DISCLAIMER].join('\n\n')
  }
  const factsOf = (/** @type {number} */ index, /** @type {string} */ text) => ({
    kind: 'article',
    authors: [`Author ${index % 997}`],
    publishedAt: `20${String(10 + (index % 16))}-0${1 + (index % 9)}-11`,
    title: `Page ${index}`,
    textChars: text.length,
    lix: 30 + (index % 30),
    textHash: `${urlHash(text)}`,
    finalHash: urlHash(url(index)),
  })
  const featuresOf = (
    /** @type {number} */ index,
    /** @type {string} */ text,
    /** @type {readonly string[]} */ linked,
  ) => {
    const found = vocabulary(tokens(text.toLowerCase()))
    const terms = found.terms.map((/** @type {string} */ term, /** @type {number} */ id) => ({
      term,
      count: found.counts[id],
    }))
    terms.sort((/** @type {any} */ a, /** @type {any} */ b) => b.count - a.count)
    return {
      facts: JSON.stringify(factsOf(index, text)),
      terms: JSON.stringify(
        terms.slice(0, MAX_TERMS).flatMap((/** @type {any} */ { term, count }) => [term, count]),
      ),
      bands: bytesOf(sketchBands(shingleStates(found))),
      paragraphs: bytesOf(paragraphHashes(text)),
      links: bytesOf(Float64Array.from(new Set(linked.map(urlHash)))),
    }
  }
  const analysed = (/** @type {number} */ index) => {
    const words = wordsOf(index)
    const text = textOf(words)
    const random = randomFrom(index + pages)
    const linked = Array.from({ length: shape.links }, () => url(Math.floor(random() * pages)))
    const heading = (/** @type {unknown} */ _, /** @type {number} */ at) => ({
      level: 2,
      text: words.slice(at, at + 5).join(' '),
    })
    const image = (/** @type {unknown} */ _, /** @type {number} */ at) => ({
      url: `https://${host(index % hosts)}/pictures/${index}-${at}-640.jpg`,
      alt: words.slice(at, at + 8).join(' '),
      inMainText: at % 2 === 0,
    })
    const analysis = {
      title: `Page ${index}`,
      language: 'en',
      text,
      words: words.length,
      keywords: words.slice(0, 20).map((term) => ({ term, count: 1 })),
      headings: Array.from({ length: shape.headings }, heading),
      images: Array.from({ length: shape.images }, image),
      links: {
        internal: linked.map((target) => ({ url: target, text: 'a page', rel: [], nofollow: false })),
        external: [],
      },
      warnings: [],
    }
    return { json: JSON.stringify(analysis), words: words.length, features: featuresOf(index, text, linked) }
  }
  return {
    host,
    entry: (index) => ({
      written: url(index),
      origin: 'list',
      url: url(index),
      key: url(index),
      host: host(index % hosts),
    }),
    analysed,
    result(index) {
      const { json, words, features } = analysed(index)
      const http = { statusCode: 200, contentType: 'text/html', charset: 'utf-8', bytes: 5000, redirects: [] }
      return {
        status: 'ok',
        statusCode: 200,
        failureCode: null,
        bytes: 5000,
        words,
        language: 'en',
        json: `{"status":"ok","finalUrl":"${url(index)}","http":${JSON.stringify(http)},"analysis":${json}}`,
        features,
      }
    },
  }
}

const word = (/** @type {number} */ rank) => `w${rank.toString(36)}x`

/** Numbers from 0 to 1, the same for a seed each time (mulberry32). */
function randomFrom(/** @type {number} */ seed) {
  let state = (seed + 1) | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
