import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createNearest } from '../../../src/merge/terms/createNearest.ts'
import type { NearPlace } from '../../../src/merge/terms/createNearestPlaces.ts'
import { createPostings } from '../../../src/merge/terms/createPostings.ts'
import { hundredths, pageVector, type VectorEntry } from '../../../src/merge/terms/pageVector.ts'

type Terms = ReadonlyMap<number, number>

async function corpusOf(pages: readonly Terms[], maxCompared: number) {
  const capacity = pages.reduce((sum, terms) => sum + terms.size, 0)
  const postings = createPostings(capacity, pages.length)
  const vectors = pages.map((terms) =>
    pageVector(
      [...terms].map(([term, score]) => ({
        term: String(term),
        score,
        hash: Math.imul(term, 0x9e3779b1) >>> 0,
      })),
      postings.scale,
    ),
  )
  for (const [place, vector] of vectors.entries()) postings.add(place, vector)
  await postings.sort(() => undefined)
  const nearest = createNearest(postings, maxCompared)
  return { scale: postings.scale, vectors, nearest: vectors.map((_, place) => nearest(place)) }
}

type Weights = ReadonlyMap<number, number>

const weightsOf = (vector: readonly VectorEntry[]): Weights =>
  new Map(vector.map(({ hash, weight }) => [hash, weight]))

function product(a: readonly VectorEntry[], b: Weights): number {
  return a.reduce((sum, { hash, weight }) => sum + weight * (b.get(hash) ?? 0), 0)
}

function bruteForce(vectors: readonly VectorEntry[][], scale: number): NearPlace[][] {
  const weights = vectors.map(weightsOf)
  return vectors.map((vector, place) =>
    weights
      .map((other, at) => ({ place: at, hundredths: hundredths(product(vector, other), scale) }))
      .filter((near) => near.place !== place && near.hundredths >= 10)
      .sort((a, b) => b.hundredths - a.hundredths || a.place - b.place)
      .slice(0, 5),
  )
}

/** Pages of 16 terms out of `vocabulary`, the low ones in more pages than the high ones. */
const pagesOf = (count: number, vocabulary: number) =>
  fc
    .infiniteStream(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1000, max: 20_000 })),
    )
    .map((stream) =>
      Array.from({ length: count }, (): Terms => {
        const terms = new Map<number, number>()
        for (const [place, score] of stream.take(16)) {
          terms.set(Math.floor(vocabulary ** place), score / 1000)
        }
        return terms
      }),
    )

describe('the nearest pages', () => {
  test('are those that comparing all with all finds, while no term has more pages than are looked at', async () => {
    await fc.assert(
      fc.asyncProperty(pagesOf(500, 2000), async (pages) => {
        const { vectors, nearest, scale } = await corpusOf(pages, 8000)
        expect(nearest).toEqual(bruteForce(vectors, scale))
      }),
      { numRuns: 2, endOnFailure: true },
    )
  })

  test('are by their whole similarity where a term has more', async () => {
    await fc.assert(
      fc.asyncProperty(pagesOf(200, 300), async (pages) => {
        const { vectors, nearest, scale } = await corpusOf(pages, 320)
        const best = bruteForce(vectors, scale)
        for (const [place, found] of nearest.entries()) {
          const whole = found.map((near) =>
            hundredths(product(vectors[place] ?? [], weightsOf(vectors[near.place] ?? [])), scale),
          )
          expect(found.map((near) => near.hundredths)).toEqual(whole)
        }
        const similarity = (places: readonly (readonly NearPlace[])[]) =>
          places.flat().reduce((sum, near) => sum + near.hundredths, 0)
        expect(similarity(nearest)).toBeGreaterThan(0.8 * similarity(best))
      }),
      { numRuns: 3, endOnFailure: true },
    )
  })

  test('are found for late pages as for early ones, where all have one term', async () => {
    const pages = Array.from({ length: 100 }, (): Terms => new Map([[1, 1]]))
    const { nearest } = await corpusOf(pages, 10)
    expect(nearest.map((found) => found.length)).toEqual(pages.map(() => 5))
    expect(nearest[0]?.map(({ place }) => place)).toEqual([1, 2, 3, 4, 5])
    expect(nearest[99]?.map(({ place }) => place)).toEqual([90, 91, 92, 93, 94])
  })

  test('have a similarity of a tenth at least', async () => {
    const { nearest } = await corpusOf(
      [
        new Map([
          [1, 1],
          [2, 30],
        ]),
        new Map([
          [1, 1],
          [3, 1],
        ]),
        new Map([[3, 1]]),
      ],
      10,
    )
    expect(nearest).toEqual([[], [{ place: 2, hundredths: 71 }], [{ place: 1, hundredths: 71 }]])
  })
})
