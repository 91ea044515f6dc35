export interface NearPlace {
  readonly place: number
  /** The similarity in hundredths. */
  readonly hundredths: number
}

/** Picks the most similar of those that are offered, ties by the lower place. It is used again for one page after another. */
export interface NearestPlaces {
  clear(): void
  /** Returns whether it is among the most similar so far. */
  offer(place: number, hundredths: number): boolean
  /** How many there are: at most `limit`. */
  readonly length: number
  isFull(): boolean
  /** Of the last one, whose place the next will take once they are full. */
  lastPlace(): number
  lastHundredths(): number
  /** The most similar first; what stands after `length` of them means nothing. */
  readonly places: Uint32Array
  found(): NearPlace[]
}

/** Numbers in a row rather than objects: of a thousand pages that one is compared with, a hundred are among the nearest for a while. */
export function createNearestPlaces(limit: number): NearestPlaces {
  const places = new Uint32Array(limit)
  const similarities = new Uint8Array(limit)
  let length = 0
  const isAhead = (place: number, hundredths: number, at: number): boolean => {
    const similarity = similarities[at] ?? 0
    return hundredths > similarity || (hundredths === similarity && place < (places[at] ?? 0))
  }
  const near = (at: number): NearPlace => ({ place: places[at] ?? 0, hundredths: similarities[at] ?? 0 })
  return {
    places,
    clear() {
      length = 0
    },
    get length() {
      return length
    },
    isFull: () => length === limit,
    lastPlace: () => places[length - 1] ?? 0,
    lastHundredths: () => similarities[length - 1] ?? 0,
    offer(place, hundredths) {
      if (length === limit && !isAhead(place, hundredths, limit - 1)) return false
      let at = length < limit ? length : limit - 1
      for (; at > 0 && isAhead(place, hundredths, at - 1); at--) {
        places[at] = places[at - 1] ?? 0
        similarities[at] = similarities[at - 1] ?? 0
      }
      places[at] = place
      similarities[at] = hundredths
      if (length < limit) length += 1
      return true
    },
    found: () => Array.from({ length }, (_, at) => near(at)),
  }
}
