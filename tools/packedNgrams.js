import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const CHARACTERS = 6
const NGRAMS = /eld\/src\/ngrams\/\w+\.js$/

/** @typedef {Record<string, Record<number, number>>} Scores For each n-gram of up to six characters below U+0100, 0 to 255 for each language that it tells something of. */

/**
 * The scores as base64 of: how many n-grams there are, in 32 bits, the lowest first; each in six bytes, filled up with zeros, in ascending order; for each
 * how many languages follow; the numbers of all languages; all scores. Throws a `RangeError` for what there is no room for.
 */
export function packedNgrams(/** @type {Scores} */ scores) {
  const grams = Object.keys(scores).map((gram) => ({
    bytes: gramBytes(gram),
    own: Object.entries(scores[gram] ?? {}),
  }))
  grams.sort((a, b) => Buffer.compare(a.bytes, b.bytes))
  const count = Buffer.alloc(4)
  count.writeUInt32LE(grams.length)
  return Buffer.concat([
    count,
    ...grams.map(({ bytes }) => bytes),
    Buffer.from(grams.map(({ own }) => byte(own.length))),
    Buffer.from(grams.flatMap(({ own }) => own.map(([language]) => byte(Number(language))))),
    Buffer.from(grams.flatMap(({ own }) => own.map(([, score]) => byte(score)))),
  ]).toString('base64')
}

function gramBytes(/** @type {string} */ gram) {
  if (gram.length > CHARACTERS)
    throw new RangeError(`${JSON.stringify(gram)} has more than ${CHARACTERS} characters`)
  const bytes = Buffer.alloc(CHARACTERS)
  for (let at = 0; at < gram.length; at++) bytes[at] = byte(gram.charCodeAt(at))
  return bytes
}

function byte(/** @type {number} */ value) {
  if (!Number.isInteger(value) || value < 0 || value > 255) throw new RangeError(`${value} is no byte`)
  return value
}

/**
 * Bundles eld's n-grams packed, where each thread would otherwise make 50,000 objects of them.
 *
 * @returns {import('rolldown').Plugin}
 */
export function packNgrams(/** @type {string} */ root) {
  const unpacking = join(root, 'src/analysis/language/unpackedNgrams.ts')
  return {
    name: 'pack-ngrams',
    load: {
      filter: { id: NGRAMS },
      async handler(id) {
        const { ngrams, ...rest } = (await import(pathToFileURL(id).href)).ngramsData
        return `import { unpackedNgrams } from ${JSON.stringify(unpacking)}
          const ngrams = unpackedNgrams(${JSON.stringify(packedNgrams(ngrams))})
          export const ngramsData = { ...${JSON.stringify(rest)}, ngrams }`
      },
    },
  }
}
