import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPercentiles } from '../../../src/merge/distributions/createPercentiles.ts'

const giveWay = () => undefined

async function percentilesOf(values: Iterable<number>) {
  const counter = createPercentiles()
  for (const value of values) counter.add(value)
  return counter.percentiles(giveWay)
}

describe('percentiles', () => {
  test('are what a sort of all values has at these ranks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.double({ noNaN: true }), { minLength: 1 }), async (values) => {
        const sorted = Float64Array.from(values, (value) => value + 0).sort()
        const at = (percent: number) => sorted[Math.max(1, Math.ceil((percent * sorted.length) / 100)) - 1]
        const found = await percentilesOf(values)
        expect(found?.min).toBe(sorted[0])
        expect([found?.p10, found?.p25, found?.p50]).toEqual([at(10), at(25), at(50)])
        expect([found?.p75, found?.p90, found?.max]).toEqual([at(75), at(90), at(100)])
      }),
    )
  })

  test('know one zero', async () => {
    expect(await percentilesOf([-0, 0])).toMatchObject({ min: 0, p50: 0, max: 0 })
    expect(await percentilesOf([0, -0])).toMatchObject({ min: 0, p50: 0, max: 0 })
  })

  test('are exact over many runs', async () => {
    const count = 100_000
    const shuffled = Array.from({ length: count }, (_, i) => ((i * 7919) % count) + 1)
    expect(await percentilesOf(shuffled)).toEqual({
      min: 1,
      p10: 10_000,
      p25: 25_000,
      p50: 50_000,
      p75: 75_000,
      p90: 90_000,
      max: 100_000,
    })
  })
})
