export interface NearPlace {
  readonly place: number
  /** The similarity in hundredths. */
  readonly hundredths: number
}

/** Picks the most similar, ties by the lower place. */
export interface NearestPlaces {
  offer(place: number, hundredths: number): void
  /** At most `limit`, the most similar first. */
  readonly places: readonly NearPlace[]
}

export function createNearestPlaces(limit: number): NearestPlaces {
  const places: NearPlace[] = []
  return {
    places,
    offer(place, hundredths) {
      const isAhead = (other: NearPlace): boolean =>
        hundredths > other.hundredths || (hundredths === other.hundredths && place < other.place)
      const last = places[limit - 1]
      if (last !== undefined && !isAhead(last)) return
      let at = places.length
      while (at > 0 && isAhead(places[at - 1] as NearPlace)) at -= 1
      places.splice(at, 0, { place, hundredths })
      if (places.length > limit) places.pop()
    },
  }
}
