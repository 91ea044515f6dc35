/**
 * @typedef {object} SyntheticResults
 * @property {(host: number) => string} host
 * @property {(index: number) => object} entry
 * @property {(index: number) => object} result
 */

const WORDS = 60_000
const WORDS_A_PAGE = 150
const LINKS_A_PAGE = 10
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
export function createSyntheticResults({ sketchBands, paragraphHashes, vocabulary, urlHash, hosts, pages }) {
  const host = (/** @type {number} */ number) => `host-${number}.example`
  const url = (/** @type {number} */ index) => `https://${host(index % hosts)}/pages/${index}.html`
  const bytesOf = (/** @type {Uint32Array | Float64Array} */ numbers) =>
    new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)

  const wordsOf = (/** @type {number} */ index) => {
    const isCopy = index % COPIES === COPIES - 1
    const random = randomFrom(isCopy ? index - COPIES + 1 : index)
    const words = Array.from({ length: WORDS_A_PAGE }, () => word(Math.floor(WORDS ** random())))
    if (isCopy) words[7] = `copy${index}`
    return words
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
    result(index) {
      const words = wordsOf(index)
      const text = `${words.join(' ')}.\n\n${DISCLAIMER}`
      const found = vocabulary(text.toLowerCase().match(/[a-z0-9]+/g) ?? [])
      const random = randomFrom(index + pages)
      const linked = Array.from({ length: LINKS_A_PAGE }, () => url(Math.floor(random() * pages)))
      const facts = {
        kind: 'article',
        authors: [`Author ${index % 997}`],
        publishedAt: `20${String(10 + (index % 16))}-0${1 + (index % 9)}-11`,
        title: `Page ${index}`,
        textChars: text.length,
        lix: 30 + (index % 30),
        textHash: words.join(' '),
        finalHash: urlHash(url(index)),
      }
      facts.textHash = `${urlHash(facts.textHash)}`
      const analysis = {
        title: `Page ${index}`,
        language: 'en',
        text,
        words: words.length,
        keywords: words.slice(0, 20).map((term) => ({ term, count: 1 })),
        links: {
          internal: linked.map((target) => ({ url: target, text: 'a page', rel: [], nofollow: false })),
          external: [],
        },
        warnings: [],
      }
      const http = { statusCode: 200, contentType: 'text/html', charset: 'utf-8', bytes: 5000, redirects: [] }
      return {
        status: 'ok',
        statusCode: 200,
        failureCode: null,
        bytes: 5000,
        words: words.length,
        language: 'en',
        json: JSON.stringify({ status: 'ok', finalUrl: url(index), http, analysis }),
        features: {
          facts: JSON.stringify(facts),
          terms: JSON.stringify(
            found.terms.flatMap((/** @type {string} */ term, /** @type {number} */ id) => [
              term,
              found.counts[id],
            ]),
          ),
          bands: bytesOf(sketchBands(found)),
          paragraphs: bytesOf(paragraphHashes(text)),
          links: bytesOf(Float64Array.from(new Set(linked.map(urlHash)))),
        },
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
