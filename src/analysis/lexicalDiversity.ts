/** Fewer words say nothing about a text. */
const minWords = 50
/** Where McCarthy and Jarvis end a factor. */
const threshold = 0.72

/**
 * The measure of textual lexical diversity, MTLD (McCarthy and Jarvis 2010, "MTLD, vocd-D, and HD-D"): the mean
 * number of words in a row that keep a type-token ratio above 0.72, forwards and backwards. It hardly
 * depends on the length of the text. In hundredths; null for fewer than 50 words.
 *
 * @param ids for each word of the text, a number below `types` that stands for its term
 */
export function lexicalDiversity(ids: Int32Array, types: number): number | null {
  if (ids.length < minWords) return null
  const mean = (wordsPerFactor(ids, types) + wordsPerFactor(ids.toReversed(), types)) / 2
  return Math.round(mean * 100) / 100
}

function wordsPerFactor(ids: Int32Array, types: number): number {
  const seenInFactor = new Int32Array(types).fill(-1)
  let factor = 0
  let words = 0
  let distinct = 0
  for (const id of ids) {
    words++
    if (seenInFactor[id] !== factor) distinct++
    seenInFactor[id] = factor
    if (distinct / words >= threshold) continue
    factor++
    words = 0
    distinct = 0
  }
  const rest = words === 0 ? 0 : (1 - distinct / words) / (1 - threshold)
  // A text that never repeats a word has no factor: it is as diverse as it is long.
  return factor + rest === 0 ? ids.length : ids.length / (factor + rest)
}
