import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inOrder } from '../src/inOrder.ts'

/** Lets everything happen that waits for nothing. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('what is made of each item', () => {
  test('comes in the order of the items, and never is more in the making than there may be', async () => {
    const cases = fc.record({
      turns: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 12 }),
      width: fc.integer({ min: 1, max: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(cases, async ({ turns, width }) => {
        let making = 0
        let most = 0
        const make = async (turn: number) => {
          making += 1
          most = Math.max(most, making)
          for (let i = 0; i < turn; i++) await Promise.resolve()
          making -= 1
          return turn
        }
        const made: number[] = []
        for await (const item of inOrder(turns, width, make)) made.push(item)
        expect(made).toEqual(turns)
        expect(most).toBeLessThanOrEqual(width)
      }),
      { numRuns: 50 },
    )
  })

  test('is made beside each other', async () => {
    const begun: string[] = []
    const make = (item: string) => {
      begun.push(item)
      return new Promise<string>(() => {})
    }
    void inOrder(['a', 'b', 'c'], 2, make).next()
    await settled()
    expect(begun).toEqual(['a', 'b'])
  })

  test('ends with the first failure in their order, and nobody hears of a later one', async () => {
    const made: string[] = []
    const make = async (item: string) => {
      if (item === 'a') return item
      throw new Error(`no ${item}`)
    }
    const reading = async () => {
      for await (const item of inOrder(['a', 'b', 'c'], 3, make)) made.push(item)
    }
    await expect(reading()).rejects.toThrow('no b')
    await settled()
    expect(made).toEqual(['a'])
  })
})
