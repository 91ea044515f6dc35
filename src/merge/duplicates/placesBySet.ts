import type { GiveWay } from '../../config/giveWay.ts'
import { createWholeNumbers } from '../createNumbers.ts'
import { forEachPlace } from '../forEachPlace.ts'

interface Sets<Found> {
  readonly length: number
  /** The set of a place is known by its first place. */
  setOf(place: number): number
  readonly minPlaces: number
  /** The places are there only for as long as it looks at them. */
  found(set: number, places: Uint32Array): Found
}

const left = 2 ** 32 - 1

/**
 * What is found of each set that has `minPlaces` or more, its places in ascending order, the sets by their first place.
 * Besides what is found it holds no more than 8 bytes a place.
 */
export async function placesBySet<Found>(
  { length, setOf, minPlaces, found }: Sets<Found>,
  giveWay: GiveWay,
): Promise<Found[]> {
  /** How many places each set has; then where its next place is to stand. */
  const cursors = new Uint32Array(length)
  const count = (place: number): void => {
    const set = setOf(place)
    cursors[set] = (cursors[set] ?? 0) + 1
  }
  await forEachPlace(length, count, giveWay)

  const sets = createWholeNumbers()
  let used = 0
  const assign = (set: number): void => {
    const size = cursors[set] ?? 0
    cursors[set] = size < minPlaces ? left : used
    if (size < minPlaces) return
    sets.push(set)
    used += size
  }
  await forEachPlace(length, assign, giveWay)

  const places = new Uint32Array(used)
  const add = (place: number): void => {
    const set = setOf(place)
    const at = cursors[set] ?? left
    if (at === left) return
    places[at] = place
    cursors[set] = at + 1
  }
  await forEachPlace(length, add, giveWay)

  const all: Found[] = []
  let start = 0
  const given = await sets.taken(giveWay)
  const tell = (at: number): void => {
    const set = given[at] ?? 0
    const end = cursors[set] ?? start
    all.push(found(set, places.subarray(start, end)))
    start = end
  }
  await forEachPlace(given.length, tell, giveWay)
  return all
}
