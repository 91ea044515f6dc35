import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bitMajority } from '../../src/analysis/bitMajority.ts'

const majorityOneByOne = (numbers: readonly number[]): number => {
  let majority = 0
  for (let bit = 0; bit < 32; bit++) {
    const have = numbers.filter((number) => ((number >>> bit) & 1) === 1)
    if (have.length * 2 > numbers.length) majority |= 1 << bit
  }
  return majority >>> 0
}

describe('the bits that most numbers have', () => {
  test('are those of more than half of them', () => {
    expect(bitMajority(Int32Array.of(0b110, 0b011, 0b010))).toBe(0b010)
    expect(bitMajority(Int32Array.of(0b11, 0b01))).toBe(0b01)
    expect(bitMajority(new Int32Array(0))).toBe(0)
  })

  test('are unsigned', () => {
    expect(bitMajority(Int32Array.of(-1))).toBe(0xffffffff)
  })

  test('are the same as counted one by one, however many there are', () => {
    const numbers = fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), {
      maxLength: 1200,
      size: 'max',
    })
    fc.assert(
      fc.property(numbers, (some) => {
        expect(bitMajority(Int32Array.from(some))).toBe(majorityOneByOne(some))
      }),
      { numRuns: 50 },
    )
  })
})
