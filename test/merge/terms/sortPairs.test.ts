import { describe, expect, test } from 'vitest'
import { sortPairs } from '../../../src/merge/terms/sortPairs.ts'

async function sorted(numbers: readonly bigint[]) {
  const pairs = BigUint64Array.from(numbers)
  let pauses = 0
  await sortPairs(new Uint32Array(pairs.buffer), pairs.length, () => {
    pauses += 1
    return undefined
  })
  return { pairs, pauses }
}

const count = 40_000
const scattered = (i: number) => BigInt.asUintN(64, BigInt(i) * 0x9e3779b97f4a7c15n)

describe('pairs of words', () => {
  test.each<[string, (i: number) => bigint]>([
    ['scattered', scattered],
    ['falling', (i) => BigInt(count - i)],
    ['mostly of one high word', (i) => (i % 10 === 0 ? scattered(i) : (7n << 32n) | BigInt(count - i))],
    ['all equal', () => 3n],
    ['few', (i) => scattered(i % 3)],
  ])('are sorted as numbers of 64 bits: %s', async (_, make) => {
    const numbers = Array.from({ length: count }, (_, i) => make(i))
    const { pairs, pauses } = await sorted(numbers)
    expect(bytesOf(pairs).equals(bytesOf(BigUint64Array.from(numbers).sort()))).toBe(true)
    expect(pauses).toBeGreaterThan(3)
  })
})

function bytesOf({ buffer }: BigUint64Array<ArrayBuffer>): Buffer {
  return Buffer.from(buffer)
}
