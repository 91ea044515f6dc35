import type { SoftDuplicates } from '../../types.ts'
import type { GiveWay } from '../giveWay.ts'
import { placesBySet } from './placesBySet.ts'
import type { Texts } from './readTexts.ts'

/**
 * From so many pages of one host with one text on, the text tells of the host rather than of the pages: a wall to log in
 * at, a page that is not there but says 200. Two are as often one page under two addresses.
 */
export const minSoftDuplicates = 3

/** By their lowest pages. They are near duplicates, too: of one another, and of what is alike on other hosts. */
export async function softDuplicates(
  texts: Texts,
  firstOnHost: Uint32Array,
  giveWay: GiveWay,
): Promise<SoftDuplicates[]> {
  const sets = await placesBySet(
    texts.length,
    (place) => firstOnHost[place] ?? place,
    minSoftDuplicates,
    giveWay,
  )
  return sets.map(([set, places]) => ({
    host: texts.hostNames[texts.hosts[set] ?? 0] ?? '',
    pages: places.map((place) => texts.indexes[place] ?? 0),
  }))
}
