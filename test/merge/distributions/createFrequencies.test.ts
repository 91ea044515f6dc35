import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFrequencies, type Frequencies } from '../../../src/merge/distributions/createFrequencies.ts'
import { valueHash } from '../../../src/merge/distributions/valueHash.ts'

const words = fc.array(fc.string({ maxLength: 3 }), { maxLength: 300 })

function frequencyOf(frequencies: Frequencies, value: string): number {
  const hash = new Uint32Array(2)
  valueHash(value, hash)
  return frequencies.ofHash(hash[0] ?? 0, hash[1] ?? 0)
}

function counted(values: readonly string[], exact: number) {
  const frequencies = createFrequencies({ exact, sketchWidth: 32 })
  for (const value of values) frequencies.add(value)
  return frequencies
}

function truth(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

describe('frequencies', () => {
  test('are exact while there is room for every string', () => {
    fc.assert(
      fc.property(words, (values) => {
        const frequencies = counted(values, 300)
        expect(frequencies.isExact()).toBe(true)
        for (const [value, count] of truth(values)) expect(frequencyOf(frequencies, value)).toBe(count)
      }),
    )
  })

  test('are never too low beyond that, and exact for the strings that came first', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 20 }), (values, exact) => {
        const counts = truth(values)
        const frequencies = counted(values, exact)
        expect(frequencies.isExact()).toBe(counts.size <= exact)
        for (const [at, [value, count]] of [...counts].entries()) {
          if (at < exact) expect(frequencyOf(frequencies, value)).toBe(count)
          else expect(frequencyOf(frequencies, value)).toBeGreaterThanOrEqual(count)
        }
      }),
    )
  })

  test('beyond it are at most a little too high where the sketch has room', () => {
    const frequencies = createFrequencies({ exact: 10, sketchWidth: 4096 })
    const values = Array.from({ length: 4000 }, (_, i) => `word${i}`)
    for (const value of values) frequencies.add(value)
    const excess = values.reduce((sum, value) => sum + frequencyOf(frequencies, value) - 1, 0)
    expect(excess / values.length).toBeLessThan(0.2)
  })

  test('are never too low, nor begun anew, where somebody makes hashes that all want one place', () => {
    const frequencies = createFrequencies({ exact: 100_000, sketchWidth: 4096 })
    const low = (at: number) => (at * 2 ** 13) >>> 0
    for (let round = 1; round <= 3; round++) {
      for (let at = 0; at < 3000; at++) frequencies.addHash(low(at), 0)
      for (let at = 0; at < 3000; at++) expect(frequencies.ofHash(low(at), 0)).toBeGreaterThanOrEqual(round)
    }
  })

  test('say 0 of a string that never came', () => {
    expect(frequencyOf(counted(['a'], 3), 'b')).toBe(0)
  })

  test('find room for as many strings as they promise', () => {
    const values = Array.from({ length: 50_000 }, (_, i) => `x${i}`)
    expect(counted(values, 50_000).isExact()).toBe(true)
  })
})
