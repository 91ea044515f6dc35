import { compareRanges } from '../../config/compareCodePoints.ts'
import type { Keyword, PageFeatures } from '../../types.ts'
import { rangeHash } from '../distributions/valueHash.ts'
import { type TermCounts, takenAway } from './termCounts.ts'

/** The terms of one page after another, by their place: no string and no object is made of each. */
export interface TermTable {
  readonly length: number
  /** Holds the terms of this page from now on, instead of those of another. */
  read(features: Pick<PageFeatures, 'terms' | 'flatTerms'>): void
  term(place: number): string
  /** Where it stands among the page's terms. */
  entry(place: number): number
  count(place: number): number
  /** The two words of the term's `valueHash`. */
  low(place: number): number
  high(place: number): number
  /** By code point. */
  compare(place: number, other: number): number
  /**
   * Takes these counts away, and the terms of which none is left. The most frequent come first then, the others as they
   * were.
   */
  takeAway(less: TermCounts): void
}

/** Most pages have fewer; there is room for more. */
const usualTerms = 256

export function createTermTable(): TermTable {
  let text = ''
  let length = 0
  let order = new Uint32Array(usualTerms)
  /** Five numbers a term: where it begins and ends in the text, its hash, its count. */
  let cells = new Uint32Array(5 * usualTerms)
  const hash = new Uint32Array(2)
  const cell = (place: number, which: number): number => cells[5 * (order[place] ?? 0) + which] ?? 0

  const put = (start: number, end: number, count: number): void => {
    if (length === order.length) {
      order = grown(order)
      cells = grown(cells)
    }
    rangeHash(text, start, end, hash)
    const at = 5 * length
    cells[at] = start
    cells[at + 1] = end
    cells[at + 2] = hash[0] ?? 0
    cells[at + 3] = hash[1] ?? 0
    cells[at + 4] = count
    order[length] = length
    length += 1
  }
  const readFlat = (json: string): void => {
    text = json
    for (let start = 2; start < json.length; ) {
      const end = json.indexOf('"', start)
      let at = end + 2
      let count = 0
      for (let digit = digitAt(json, at); digit >= 0; digit = digitAt(json, ++at)) count = count * 10 + digit
      put(start, end, count)
      start = at + 2
    }
  }
  const readTerms = (terms: readonly Keyword[]): void => {
    text = terms.map(({ term }) => term).join('')
    let start = 0
    for (const { term, count } of terms) {
      put(start, start + term.length, count)
      start += term.length
    }
  }
  return {
    get length() {
      return length
    },
    read(features) {
      length = 0
      const flat = features.flatTerms
      if (flat === undefined || flat.includes('\\')) readTerms(features.terms)
      else readFlat(flat)
    },
    term: (place) => text.slice(cell(place, 0), cell(place, 1)),
    entry: (place) => order[place] ?? 0,
    low: (place) => cell(place, 2),
    high: (place) => cell(place, 3),
    count: (place) => cell(place, 4),
    compare: (place, other) =>
      compareRanges(text, cell(place, 0), cell(place, 1), text, cell(other, 0), cell(other, 1)),
    takeAway(less) {
      let kept = 0
      for (let place = 0; place < length; place++) {
        const entry = order[place] ?? 0
        const at = 5 * entry
        const count = (cells[at + 4] ?? 0) - takenAway(less, cells[at + 2] ?? 0, cells[at + 3] ?? 0)
        if (count <= 0) continue
        cells[at + 4] = count
        let free = kept
        for (; free > 0 && count > cell(free - 1, 4); free--) order[free] = order[free - 1] ?? 0
        order[free] = entry
        kept += 1
      }
      length = kept
    },
  }
}

/** Less than 0 where there is none. */
function digitAt(text: string, at: number): number {
  const digit = text.charCodeAt(at) - 48
  return digit >= 0 && digit <= 9 ? digit : -1
}

function grown(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * numbers.length)
  larger.set(numbers)
  return larger
}
