import type { GiveWay } from '../../config/giveWay.ts'

const leafPairs = 16_384
const movesAtOnce = 4096

interface Part {
  readonly from: number
  readonly to: number
  /** Its pairs agree in the bits above these eight. */
  readonly shift: number
}

/**
 * Sorts `count` pairs of words in place: each is a 64-bit number, the low word first. A radix sort (American flag, by
 * McIlroy, Bostic and McIlroy, 1993) down to parts that the engine sorts in about a millisecond, and it gives way
 * between steps. The parts are sorted as numbers of the machine, little-endian as every machine Node runs on with us.
 */
export async function sortPairs(words: Uint32Array, count: number, giveWay: GiveWay): Promise<void> {
  const numbers = new BigUint64Array(words.buffer, words.byteOffset, count)
  const parts: Part[] = [{ from: 0, to: count, shift: 56 }]
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    await giveWay()
    if (part.to - part.from <= leafPairs || part.shift < 0) numbers.subarray(part.from, part.to).sort()
    else parts.push(...(await parted(words, part, giveWay)))
  }
}

/** Brings the pairs of a part into the order of eight of their bits. */
async function parted(words: Uint32Array, part: Part, giveWay: GiveWay): Promise<Part[]> {
  const { heads, ends } = await extents(words, part, giveWay)
  const parts = [...heads].map((from, digit) => ({ from, to: ends[digit] ?? 0, shift: part.shift - 8 }))
  for (const digit of heads.keys()) {
    let moves = 0
    for (let at = heads[digit] ?? 0; at < (ends[digit] ?? 0); ) {
      const target = digitOf(words, at, part.shift)
      if (target === digit) at += 1
      else {
        const place = heads[target] ?? 0
        heads[target] = place + 1
        swap(words, at, place)
      }
      heads[digit] = at
      moves += 1
      if (moves % movesAtOnce === 0) await giveWay()
    }
  }
  return parts.filter(({ from, to }) => to > from)
}

/** Where the pairs of each digit will stand. */
async function extents(words: Uint32Array, { from, to, shift }: Part, giveWay: GiveWay) {
  const counts = new Uint32Array(256)
  for (let at = from; at < to; at++) {
    const digit = digitOf(words, at, shift)
    counts[digit] = (counts[digit] ?? 0) + 1
    if (at % (8 * movesAtOnce) === 0) await giveWay()
  }
  const heads = new Uint32Array(256)
  const ends = new Uint32Array(256)
  let place = from
  for (const [digit, count] of counts.entries()) {
    heads[digit] = place
    place += count
    ends[digit] = place
  }
  return { heads, ends }
}

function digitOf(words: Uint32Array, at: number, shift: number): number {
  const word = words[2 * at + (shift >= 32 ? 1 : 0)] ?? 0
  return (word >>> (shift & 31)) & 255
}

function swap(words: Uint32Array, a: number, b: number): void {
  const low = words[2 * a] ?? 0
  const high = words[2 * a + 1] ?? 0
  words[2 * a] = words[2 * b] ?? 0
  words[2 * a + 1] = words[2 * b + 1] ?? 0
  words[2 * b] = low
  words[2 * b + 1] = high
}
