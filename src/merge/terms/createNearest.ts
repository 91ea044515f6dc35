import { createNearestPlaces, type NearPlace } from './createNearestPlaces.ts'
import type { Postings } from './createPostings.ts'
import { createWindow, type PostingWindow } from './createWindow.ts'
import { hundredths, type VectorEntry } from './pageVector.ts'

const maxNearest = 5
/** Of which the nearest are chosen, where not all that share a term were looked at. */
const maxCandidates = 16
const minHundredths = 10

/** A term of the page, and which of its postings are looked at. */
type SeenEntry = VectorEntry & PostingWindow

/** The pages nearest to one: at most 5, the nearest first, ties by place. None below 0.1. */
export type Nearest = (place: number, vector: readonly VectorEntry[]) => readonly NearPlace[]

/**
 * Finds them by the terms they share. Of a term that more than `maxPostings` pages have, only those pages stand for
 * election that are closest in the order of the input, as many before the page as after it where there are: so no page
 * goes without for being late. Whoever is elected by one term is compared by all, so that a similarity is always the
 * whole one; where no term has more pages the result is that of comparing all with all. Time: `maxPostings` steps for
 * each entry of the vector, however many pages there are. Memory: 8 bytes a page.
 */
export function createNearest(postings: Postings, pages: number, maxPostings: number): Nearest {
  const products = new Float64Array(pages)
  const window = createWindow(postings, maxPostings)

  const addProducts = ({ weight, from, to }: SeenEntry, touched: number[]): void => {
    for (let at = from; at < to; at++) {
      const other = postings.place(at)
      const product = products[other] ?? 0
      if (product === 0) touched.push(other)
      products[other] = product + weight * postings.weight(at)
    }
  }
  /** What an entry adds for a page that its window leaves out. */
  const missedProduct = ({ hash, weight, isCut, lowest, highest }: SeenEntry, other: number): number => {
    if (!isCut || (other >= lowest && other <= highest)) return 0
    const at = postings.find(hash, other)
    return postings.has(at, hash) && postings.place(at) === other ? weight * postings.weight(at) : 0
  }
  const compared = (elected: readonly NearPlace[], entries: readonly SeenEntry[]): readonly NearPlace[] => {
    const nearest = createNearestPlaces(maxNearest)
    for (const { place } of elected) {
      const missed = entries.reduce((sum, entry) => sum + missedProduct(entry, place), 0)
      nearest.offer(place, hundredths((products[place] ?? 0) + missed, postings.scale))
    }
    return nearest.places
  }
  return (place, vector) => {
    const entries = vector.map(({ hash, weight }): SeenEntry => {
      const { from, to, lowest, highest, isCut } = window(hash, place)
      return { hash, weight, from, to, lowest, highest, isCut }
    })
    const touched: number[] = []
    for (const entry of entries) addProducts(entry, touched)
    const isCut = entries.some((entry) => entry.isCut)
    const candidates = createNearestPlaces(isCut ? maxCandidates : maxNearest)
    for (const other of touched) {
      if (other !== place) candidates.offer(other, hundredths(products[other] ?? 0, postings.scale))
    }
    const nearest = isCut ? compared(candidates.places, entries) : candidates.places
    for (const other of touched) products[other] = 0
    return nearest.filter((near) => near.hundredths >= minHundredths)
  }
}
