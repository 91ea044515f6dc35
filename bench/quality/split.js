import { createHash } from 'node:crypto'

/**
 * Which half of the corpus a page belongs to, by its domain: about seven tenths are for training and tuning, the
 * rest only for reporting. Pages of one organisation stay together.
 * @returns {{ half: 'train' | 'held', fold: number }}
 */
export function placeOf(/** @type {string} */ domain) {
  const owner = domain.toLowerCase().split('.').slice(-2).join('.')
  const digest = createHash('sha256').update(`wcxb ${owner}`).digest()
  return { half: digest.readUInt32BE(0) % 10 < 7 ? 'train' : 'held', fold: digest.readUInt32BE(4) % 5 }
}
