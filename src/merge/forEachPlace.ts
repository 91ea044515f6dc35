import type { GiveWay } from '../config/giveWay.ts'

const placesAtOnce = 4096

/** Visits 0 to `length` - 1 in order, giving way now and then. */
export async function forEachPlace(
  length: number,
  visit: (place: number) => void,
  giveWay: GiveWay,
): Promise<void> {
  for (let start = 0; start < length; start += placesAtOnce) {
    const end = Math.min(start + placesAtOnce, length)
    for (let place = start; place < end; place++) visit(place)
    await giveWay()
  }
}
