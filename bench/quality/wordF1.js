/** The words of a text in lower case, counted. */
export function wordCounts(/** @type {string} */ text) {
  /** @type {Map<string, number>} */
  const counts = new Map()
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [])
    counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

const total = (/** @type {Map<string, number>} */ counts) =>
  [...counts.values()].reduce((sum, count) => sum + count, 0)

/** Harmonic mean of precision and recall over words as multisets; two empty texts are alike. */
export function wordF1(/** @type {string} */ predicted, /** @type {string} */ expected) {
  const found = wordCounts(predicted)
  const wanted = wordCounts(expected)
  let common = 0
  for (const [word, count] of found) common += Math.min(count, wanted.get(word) ?? 0)
  const size = total(found) + total(wanted)
  return size === 0 ? 1 : (2 * common) / size
}
