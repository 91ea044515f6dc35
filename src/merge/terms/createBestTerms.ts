/** Picks the terms of the highest score, by their places in the table of a page. */
export interface BestTerms {
  /** At most the limit. */
  readonly length: number
  clear(): void
  offer(place: number, score: number): void
  /** The best is at 0. */
  place(at: number): number
  score(at: number): number
}

/** Of two with one score the one that `compare` puts first is ahead. */
export function createBestTerms(limit: number, compare: (place: number, other: number) => number): BestTerms {
  const places = new Uint32Array(limit)
  const scores = new Float64Array(limit)
  let length = 0
  const isBehind = (place: number, score: number, at: number): boolean => {
    const other = scores[at] ?? 0
    return score < other || (score === other && compare(place, places[at] ?? 0) > 0)
  }
  return {
    get length() {
      return length
    },
    clear() {
      length = 0
    },
    offer(place, score) {
      if (length === limit && isBehind(place, score, limit - 1)) return
      if (length < limit) length += 1
      let at = length - 1
      for (; at > 0 && !isBehind(place, score, at - 1); at--) {
        places[at] = places[at - 1] ?? 0
        scores[at] = scores[at - 1] ?? 0
      }
      places[at] = place
      scores[at] = score
    },
    place: (at) => places[at] ?? 0,
    score: (at) => scores[at] ?? 0,
  }
}
