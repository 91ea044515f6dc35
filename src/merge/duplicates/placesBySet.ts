import { forEachPlace } from '../forEachPlace.ts'
import type { GiveWay } from '../giveWay.ts'

/** The places of each set that has `minPlaces` or more, in ascending order, the sets by their first place. */
export async function placesBySet(
  length: number,
  setOf: (place: number) => number,
  minPlaces: number,
  giveWay: GiveWay,
): Promise<[number, number[]][]> {
  const sizes = new Uint32Array(length)
  const count = (place: number): void => {
    const set = setOf(place)
    sizes[set] = (sizes[set] ?? 0) + 1
  }
  await forEachPlace(length, count, giveWay)
  const sets = new Map<number, number[]>()
  const add = (place: number): void => {
    const set = setOf(place)
    if ((sizes[set] ?? 0) < minPlaces) return
    const places = sets.get(set)
    if (places === undefined) sets.set(set, [place])
    else places.push(place)
  }
  await forEachPlace(length, add, giveWay)
  return [...sets]
}
