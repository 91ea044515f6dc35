import { createNearestPlaces, type NearPlace } from './createNearestPlaces.ts'
import type { Postings } from './createPostings.ts'
import { createProducts } from './createProducts.ts'
import { createWindows, type PostingWindow } from './createWindows.ts'
import { hundredths } from './pageVector.ts'

const maxNearest = 5
/** Of which the nearest are chosen, where not all that share a term were looked at. */
const maxCandidates = 16
const minHundredths = 10

/** The pages nearest to one: at most 5, the nearest first, ties by place. None below 0.1. */
export type Nearest = (place: number) => readonly NearPlace[]

/**
 * Finds them by the terms they share, looking at no more than `maxCompared` postings for a page. Of a term that more pages have
 * than that leaves room for, only those stand for election that are closest in the order of the input, as many before the page
 * as after it where there are: so no page goes without for being late. Whoever is elected by one term is compared by all, so
 * that a similarity is always the whole one; where there is room for all, the result is that of comparing all with all.
 */
export function createNearest(postings: Postings, maxCompared: number): Nearest {
  const products = createProducts()
  const windows = createWindows(postings, maxCompared)

  const addProducts = (entries: readonly PostingWindow[]): void => {
    products.clear(entries.reduce((sum, { from, to }) => sum + to - from, 0))
    for (const { weight, from, to } of entries) products.add(postings, from, to, weight)
  }
  const elected = (limit: number, place: number): readonly NearPlace[] => {
    const candidates = createNearestPlaces(limit)
    const { length, places, sums } = products
    let leastProduct = 0
    for (let at = 0; at < length; at++) {
      const product = sums[at] ?? 0
      if (product < leastProduct) continue
      const other = places[at] ?? 0
      if (other === place) continue
      candidates.offer(other, hundredths(product, postings.scale))
      leastProduct = productBelow(candidates.leastHundredths(), postings.scale)
    }
    return candidates.places
  }
  /** By the whole product, with what the windows leave out. */
  const compared = (
    candidates: readonly NearPlace[],
    entries: readonly PostingWindow[],
  ): readonly NearPlace[] => {
    const nearest = createNearestPlaces(maxNearest)
    const product = postings.productsWith(entries)
    for (const { place } of candidates) nearest.offer(place, hundredths(product(place), postings.scale))
    return nearest.places
  }
  return (place) => {
    const entries = windows(place)
    addProducts(entries)
    const isCut = entries.some((entry) => entry.isCut)
    const candidates = elected(isCut ? maxCandidates : maxNearest, place)
    const nearest = isCut ? compared(candidates, entries) : candidates
    return nearest.filter((near) => near.hundredths >= minHundredths)
  }
}

/** A product that is for certain less than so many hundredths. */
function productBelow(hundredthsOfOne: number, scale: number): number {
  return ((hundredthsOfOne - 1) / 100) * scale * scale
}
