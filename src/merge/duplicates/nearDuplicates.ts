import type { GiveWay } from '../../config/giveWay.ts'
import type { NearDuplicates } from '../../types.ts'
import { createWholeNumbers } from '../createNumbers.ts'
import { forEachPlace } from '../forEachPlace.ts'
import { createCandidates } from './createCandidates.ts'
import { type Components, createComponents } from './createComponents.ts'
import { createShingleCache, type TextReader } from './createShingleCache.ts'
import type { Texts } from './createTextList.ts'
import { jaccard } from './jaccard.ts'
import { joinSimilar } from './joinSimilar.ts'
import { placesBySet } from './placesBySet.ts'

const maxCachedShingleBytes = 16 * 1024 * 1024

/**
 * The connected components of the near duplicates among the texts, by their lowest pages. Texts with a band in common are candidates; each pair that joins two components was
 * compared shingle by shingle, those with the same hash excepted. Uses up the bands.
 *
 * Work is bounded for each text: of those before it that share a band, the last 32 in each band are candidates, those
 * that share most bands are compared first, and after 16 that were no near duplicates no more are. So among more than 16
 * texts that are nearly near enough, or more than 32 with one band, a pair may be missed; it is the same pair each time.
 */
export async function nearDuplicates(
  texts: Texts,
  reader: TextReader,
  giveWay: GiveWay,
): Promise<NearDuplicates[]> {
  const components = createComponents(texts.length)
  const places = await joinCopies(texts.first, components, giveWay)
  const candidates = await createCandidates(texts.bands, places.length, giveWay)
  const candidatesOf = (rank: number) => candidates.before(rank).map((before) => places[before] ?? 0)
  const shinglesOf = createShingleCache(reader, maxCachedShingleBytes)
  const indexOf = (place: number): number => texts.indexes[place] ?? 0
  const similarity = (a: number, b: number): number => jaccard(shinglesOf(indexOf(a)), shinglesOf(indexOf(b)))
  await joinSimilar({ places, candidatesOf, similarity, components }, giveWay)

  return placesBySet(
    {
      length: texts.length,
      setOf: components.of,
      minPlaces: 2,
      found: (set, places) => ({
        canonical: indexOf(set),
        pages: Array.from(places, indexOf),
        similarity: components.leastHundredths(set) / 100,
      }),
    },
    giveWay,
  )
}

/** Joins the texts that are the same, and returns the first of each. */
async function joinCopies(
  first: Uint32Array,
  components: Components,
  giveWay: GiveWay,
): Promise<Uint32Array> {
  const firsts = createWholeNumbers()
  const join = (place: number): void => {
    const original = first[place] ?? place
    if (original === place) firsts.push(place)
    else components.join(original, place, 100)
  }
  await forEachPlace(first.length, join, giveWay)
  return firsts.taken(giveWay)
}
