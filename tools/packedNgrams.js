import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packedArrays } from './packedArrays.js'

const HEAD = 4
const CHARACTERS = 6
const NGRAMS = /eld\/src\/ngrams\/\w+\.js$/

/** @typedef {Record<string, Record<number, number>>} Scores For each n-gram of up to six characters below U+0100, 0 to 255 for each language that it tells something of. */

/**
 * The scores as arrays, by `packedArrays`, of all n-grams in ascending order: the first four characters of each as a number, filled up with zeros; its last
 * two; where its languages end among all; the numbers of the languages; the scores. Throws a `RangeError` for what there is no room for.
 */
export function packedNgrams(/** @type {Scores} */ scores) {
  const grams = Object.keys(scores).map((gram) => ({
    bytes: gramBytes(gram),
    own: Object.entries(scores[gram] ?? {}),
  }))
  grams.sort((a, b) => Buffer.compare(a.bytes, b.bytes))
  let end = 0
  return packedArrays([
    Uint32Array.from(grams, ({ bytes }) => bytes.readUInt32BE(0)),
    Uint16Array.from(grams, ({ bytes }) => bytes.readUInt16BE(HEAD)),
    Uint32Array.from(grams, ({ own }) => {
      end += own.length
      return end
    }),
    Uint8Array.from(grams.flatMap(({ own }) => own.map(([language]) => byte(Number(language))))),
    Uint8Array.from(grams.flatMap(({ own }) => own.map(([, score]) => byte(score)))),
  ])
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
 * Bundles eld's n-grams packed, in a file of their own, where each thread would otherwise make 50,000 objects of them.
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
        const file = this.emitFile({ type: 'asset', fileName: 'ngrams.bin', source: packedNgrams(ngrams) })
        return `import { readFileSync } from 'node:fs'
          import { unpackedNgrams } from ${JSON.stringify(unpacking)}
          const ngrams = unpackedNgrams(readFileSync(new URL(import.meta.ROLLUP_FILE_URL_${file})))
          export const ngramsData = { ...${JSON.stringify(rest)}, ngrams }`
      },
    },
  }
}
