/** Where a sentence may end: a stop with its closing quotes before a space, a full-width stop, a line end. */
const end = /(?<![.!?…])[.!?…]+["'”’»)\]]*(?=\s|$)|[。！？｡．]+|[।॥؟۔]+|\n/gu
const wordCharacter = /[\p{L}\p{N}]/gu
/** A point after one of these, or after a single capital, mostly ends no sentence. */
const abbreviation =
  /(?:^|[\s(])(?:\p{Lu}|mr|mrs|ms|dr|prof|st|vs|etc|fig|inc|ltd|e\.g|i\.e|z\.B|d\.h|bzw|p\.ej)$/iu

/**
 * The number of sentences: stretches with a word in them, up to a full stop or the end of their line. A point
 * after an initial or a common abbreviation, or before a lower-case letter, ends none.
 */
export function sentences(text: string): number {
  let count = 0
  let start = 0
  const nextWord = createNextWord(text)
  for (const { 0: mark, index } of text.matchAll(end)) {
    if (nextWord(start) >= index || isInside(text, mark, index)) continue
    count++
    start = index + mark.length
  }
  return nextWord(start) < text.length ? count + 1 : count
}

function isInside(text: string, mark: string, index: number): boolean {
  if (!mark.startsWith('.') && !mark.startsWith('…')) return false
  const after = index + mark.length
  if (/^[^\S\n]\p{Ll}/u.test(text.slice(after, after + 3))) return true
  return mark === '.' && abbreviation.test(text.slice(Math.max(0, index - 8), index))
}

/** Finds the first word character at or after a place; places must not go down. Reads the text once. */
function createNextWord(text: string): (from: number) => number {
  const search = new RegExp(wordCharacter)
  let found = -1
  return (from) => {
    if (found >= from) return found
    search.lastIndex = from
    found = search.exec(text)?.index ?? text.length
    return found
  }
}
