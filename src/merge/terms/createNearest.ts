import { createNearestPlaces, type NearestPlaces, type NearPlace } from './createNearestPlaces.ts'
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
  const candidates = createNearestPlaces(maxCandidates)
  const nearest = createNearestPlaces(maxNearest)
  const productsBelow = Float64Array.from({ length: 102 }, (_, whole) => productBelow(whole, postings.scale))

  const addProducts = (entries: readonly PostingWindow[]): void => {
    products.clear(entries.reduce((sum, { from, to }) => sum + to - from, 0))
    for (const { weight, from, to } of entries) products.add(postings, from, to, weight)
  }
  const elect = (into: NearestPlaces, place: number): void => {
    const { length, places, sums } = products
    const { scale } = postings
    into.clear()
    let leastProduct = 0
    let tieProduct = 0
    let lastPlace = 0
    for (let at = 0; at < length; at++) {
      const product = sums[at] ?? 0
      if (product < leastProduct) continue
      const other = places[at] ?? 0
      // Half of all products are about as large as the last that is picked so far.
      if (product < tieProduct && other > lastPlace) continue
      if (other === place || !into.offer(other, hundredths(product, scale)) || !into.isFull()) continue
      leastProduct = productsBelow[into.lastHundredths()] ?? 0
      tieProduct = productsBelow[into.lastHundredths() + 1] ?? 0
      lastPlace = into.lastPlace()
    }
  }
  /** By the whole product, with what the windows leave out. */
  const compare = (entries: readonly PostingWindow[]): void => {
    nearest.clear()
    const { length, places } = candidates
    const sums = postings.productsWith(entries, places.subarray(0, length))
    for (let at = 0; at < length; at++)
      nearest.offer(places[at] ?? 0, hundredths(sums[at] ?? 0, postings.scale))
  }
  return (place) => {
    const entries = windows(place)
    addProducts(entries)
    if (entries.some((entry) => entry.isCut)) {
      elect(candidates, place)
      compare(entries)
    } else elect(nearest, place)
    return nearest.found().filter((near) => near.hundredths >= minHundredths)
  }
}

/** What is less is for certain rounded to less than so many hundredths. */
function productBelow(hundredthsOfOne: number, scale: number): number {
  return ((hundredthsOfOne - 0.501) / 100) * scale * scale
}
