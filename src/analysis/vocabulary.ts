/** The distinct terms of a text. */
export interface Vocabulary {
  /** Lower-case words, each once, in the order of the text. */
  readonly terms: readonly string[]
  /** How often each term stands in the text. */
  readonly counts: readonly number[]
  /** For each word of the text, the place of its term in `terms`. */
  readonly ids: Int32Array
}

/** Words that differ only in case are one term. */
export function vocabulary(words: readonly string[]): Vocabulary {
  const idsByWord = new Map<string, number>()
  const terms: string[] = []
  const counts: number[] = []
  const ids = new Int32Array(words.length)
  let at = 0
  for (const word of words) {
    let id = idsByWord.get(word)
    if (id === undefined) {
      const term = word.toLowerCase()
      id = idsByWord.get(term) ?? terms.length
      idsByWord.set(word, id)
      if (id === terms.length) {
        idsByWord.set(term, id)
        terms.push(term)
        counts.push(0)
      }
    }
    ids[at++] = id
    counts[id] = (counts[id] ?? 0) + 1
  }
  return { terms, counts, ids }
}
