/** Room for the words of one text: where each begins and ends, and a number that stands for it in lower case. */
export interface ScannedWords {
  readonly hashes: number[]
  readonly starts: number[]
  readonly ends: number[]
}

const maxWords = 24
const maxWordChars = 20

export function createScannedWords(): ScannedWords {
  return { hashes: [], starts: [], ends: [] }
}

/**
 * Finds the first distinct words of 2 to 20 letters in the first `maxChars` of a text, `camelCase` taken apart, and
 * returns how many there are. Allocates nothing: pages have thousands of class names, and most words in them are
 * unknown to the model.
 */
export function scanWords(text: string, maxChars: number, into: ScannedWords): number {
  const end = Math.min(text.length, maxChars)
  let count = 0
  let start = -1
  let hash = 0
  let wasLower = false
  for (let at = 0; at <= end && count < maxWords; at++) {
    const code = at === end ? 0 : text.charCodeAt(at)
    const lower = code >= 65 && code <= 90 ? code + 32 : code
    const isPart = isLetter(lower)
    if (start >= 0 && (!isPart || (wasLower && lower !== code))) {
      count = withWord(text, start, at, hash, count, into)
      start = -1
    }
    if (!isPart) continue
    if (start < 0) {
      start = at
      hash = hashStart
    }
    hash = nextHash(hash, lower)
    wasLower = lower === code
  }
  return count
}

const copyright = 0xa9

function isLetter(lower: number): boolean {
  return (lower >= 97 && lower <= 122) || lower >= 0xc0 || lower === copyright
}

/** Adds a word that is none of the ones before, and returns how many there are then. */
function withWord(
  text: string,
  start: number,
  end: number,
  hash: number,
  count: number,
  { hashes, starts, ends }: ScannedWords,
): number {
  if (!isWord(end - start, text, start) || !isNew(hashes, count, hash)) return count
  hashes[count] = hash
  starts[count] = start
  ends[count] = end
  return count + 1
}

/** The number that stands for a word in lower case. */
export function wordHash(word: string): number {
  let hash = hashStart
  for (let at = 0; at < word.length; at++) hash = nextHash(hash, word.charCodeAt(at))
  return hash
}

/** FNV-1a: Fowler, Noll and Vo, over UTF-16 units. */
const hashStart = 0x811c9dc5 | 0
const nextHash = (hash: number, code: number) => Math.imul(hash ^ code, 0x01000193)

function isWord(length: number, text: string, start: number): boolean {
  return (length >= 2 || text.charCodeAt(start) === copyright) && length <= maxWordChars
}

function isNew(hashes: readonly number[], count: number, hash: number): boolean {
  for (let at = 0; at < count; at++) if (hashes[at] === hash) return false
  return true
}
