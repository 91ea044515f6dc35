import type { GiveWay } from '../../config/giveWay.ts'
import type { SoftDuplicates } from '../../types.ts'
import type { Texts } from './createTextList.ts'
import { placesBySet } from './placesBySet.ts'

/**
 * From so many pages of one host with one text on, the text tells of the host rather than of the pages: a wall to log in
 * at, a page that is not there but says 200. Two are as often one page under two addresses.
 */
export const minSoftDuplicates = 3

/** By their lowest pages. They are near duplicates, too: of one another, and of what is alike on other hosts. */
export function softDuplicates(
  { length, indexes, hosts, hostNames }: Texts,
  firstOnHost: Uint32Array,
  giveWay: GiveWay,
): Promise<SoftDuplicates[]> {
  return placesBySet(
    {
      length,
      setOf: (place) => firstOnHost[place] ?? place,
      minPlaces: minSoftDuplicates,
      found: (set, places) => ({
        host: hostNames[hosts[set] ?? 0] ?? '',
        pages: Array.from(places, (place) => indexes[place] ?? 0),
      }),
    },
    giveWay,
  )
}
