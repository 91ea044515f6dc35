/** For each n-gram the languages that it tells something of, by their numbers, and how much. */
export type NgramScores = Readonly<Record<string, Readonly<Record<number, number>>>>

const CHARACTERS = 6

/**
 * What looks like the scores that `tools/packedNgrams.js` has packed, which says how they lie there: an object is made for each n-gram that is looked up. As
 * objects all of them take some hundred times the memory.
 */
export function unpackedNgrams(packed: string): NgramScores {
  const bytes = Buffer.from(packed, 'base64')
  const count = bytes.readUInt32LE(0)
  const gramsAt = 4
  const countsAt = gramsAt + CHARACTERS * count
  const keys = new Float64Array(count)
  const ends = new Uint32Array(count)
  let total = 0
  for (let index = 0; index < count; index++) {
    keys[index] = bytes.readUIntBE(gramsAt + CHARACTERS * index, CHARACTERS)
    total += bytes[countsAt + index] ?? 0
    ends[index] = total
  }
  const languages = bytes.subarray(countsAt + count, countsAt + count + total)
  const scores = bytes.subarray(countsAt + count + total)

  const scoresOf = (gram: string): Record<number, number> | undefined => {
    const index = placeIn(keys, keyOf(gram))
    if (index === undefined) return undefined
    const found: Record<number, number> = {}
    for (let at = ends[index - 1] ?? 0; at < (ends[index] ?? 0); at++) {
      found[languages[at] ?? 0] = scores[at] ?? 0
    }
    return found
  }
  return new Proxy<NgramScores>(
    {},
    { get: (_, gram) => (typeof gram === 'string' ? scoresOf(gram) : undefined) },
  )
}

/** The characters as one number, in the order of the texts; of what is none of ours, a number that there is not. */
function keyOf(gram: string): number {
  if (gram.length > CHARACTERS) return Number.NaN
  let key = 0
  for (let at = 0; at < CHARACTERS; at++) {
    const character = at < gram.length ? gram.charCodeAt(at) : 0
    if (character > 255) return Number.NaN
    key = key * 256 + character
  }
  return key
}

function placeIn(sorted: Float64Array, key: number): number | undefined {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = sorted[middle] ?? Number.NaN
    if (found === key) return middle
    if (found < key) low = middle + 1
    else high = middle - 1
  }
  return undefined
}
