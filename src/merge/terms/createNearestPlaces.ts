export interface NearPlace {
  readonly place: number
  /** The similarity in hundredths. */
  readonly hundredths: number
}

/** Picks the most similar, ties by the lower place. */
export interface NearestPlaces {
  offer(place: number, hundredths: number): void
  /** What is less similar need not be offered. */
  leastHundredths(): number
  /** At most `limit`, the most similar first. */
  readonly places: readonly NearPlace[]
}

export function createNearestPlaces(limit: number): NearestPlaces {
  const places: NearPlace[] = []
  const isAhead = (place: number, hundredths: number, other: NearPlace): boolean =>
    hundredths > other.hundredths || (hundredths === other.hundredths && place < other.place)
  return {
    places,
    leastHundredths: () => places[limit - 1]?.hundredths ?? 0,
    offer(place, hundredths) {
      const last = places[limit - 1]
      if (last !== undefined && !isAhead(place, hundredths, last)) return
      let at = places.length
      while (at > 0 && isAhead(place, hundredths, places[at - 1] as NearPlace)) at -= 1
      places.splice(at, 0, { place, hundredths })
      if (places.length > limit) places.pop()
    },
  }
}
