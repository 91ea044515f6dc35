import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPostings } from '../../../src/merge/terms/createPostings.ts'

/** Few upper and lower bits that differ, so that parts of hashes agree where hashes do not. */
const hash = fc.tuple(fc.nat(3), fc.nat(3)).map(([upper, lower]) => ((upper << 30) | lower) >>> 0)
const vector = fc.uniqueArray(hash, { maxLength: 6 })
const pages = fc.array(vector, { minLength: 1, maxLength: 30 })

test('postings say of a page which terms it has, with their weights, and where they stand', async () => {
  await fc.assert(
    fc.asyncProperty(pages, fc.integer({ min: 0, max: 2 ** 22 }), async (vectors, spare) => {
      const capacity = vectors.reduce((sum, { length }) => sum + length, spare)
      const postings = createPostings(capacity, vectors.length)
      const weightOf = (place: number, term: number) => 1 + ((place * 7 + (term % 11)) % 100)
      for (const [place, hashes] of vectors.entries()) {
        postings.add(
          place,
          hashes.map((term) => ({ hash: term, weight: weightOf(place, term) })),
        )
      }
      await postings.sort(() => undefined)
      const asked = [...new Set(vectors.flat()), 0xffffffff]
      const placeAt = (at: number) => (postings.words[2 * at] ?? 0) >>> postings.weightBits
      const places = Uint32Array.from(vectors.keys())
      const productsOf = (vector: readonly { hash: number; weight: number }[]) => [
        ...postings.productsWith(vector, places).subarray(0, places.length),
      ]
      for (const term of asked) {
        expect(productsOf([{ hash: term, weight: 3 }])).toEqual(
          vectors.map((hashes, place) => (hashes.includes(term) ? 3 * weightOf(place, term) : 0)),
        )
      }
      expect(productsOf(asked.map((term) => ({ hash: term, weight: term % 5 })))).toEqual(
        vectors.map((hashes, place) =>
          hashes.reduce((sum, term) => sum + (term % 5) * weightOf(place, term), 0),
        ),
      )
      for (const [place, hashes] of vectors.entries()) {
        const found = postings.of(place)
        expect(found.map(postings.hash)).toEqual(hashes.toSorted((a, b) => a - b))
        expect(found.map(placeAt)).toEqual(hashes.map(() => place))
      }
    }),
    { numRuns: 40 },
  )
})
