import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bufferedPagesLimit,
  uncommittedPagesLimit,
  unsavedPagesLimit,
} from '../../src/schedule/unsavedPages.ts'

/** What becomes of a page: it is asked for, its answer comes, and it is settled; by its thread, or without one. */
const event = fc.constantFrom('start', 'answer', 'settle', 'fail')

test('never more than a page for each slot and the limit are in flight, in the buffer or not committed', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 0, max: 32 }),
      fc.array(fc.tuple(event, fc.integer({ min: 1, max: 300 })), { maxLength: 60 }),
      (fetchSlots, threads, events) => {
        let [fetching, buffered, uncommitted, most] = [0, 0, 0, 0]
        const happens = {
          start() {
            if (fetching === fetchSlots) return
            if (buffered >= bufferedPagesLimit(threads, { fetchSlots, fetching })) return
            if (uncommitted > uncommittedPagesLimit(threads, { fetchSlots, fetching, buffered }))
              uncommitted = 0
            fetching += 1
          },
          answer() {
            if (fetching === 0) return
            fetching -= 1
            buffered += 1
          },
          settle() {
            if (buffered === 0) return
            buffered -= 1
            uncommitted += 1
          },
          fail() {
            if (fetching === 0) return
            fetching -= 1
            uncommitted += 1
          },
        }
        for (const [what, times] of events) {
          for (let time = 0; time < times; time++) {
            happens[what]()
            most = Math.max(most, fetching + buffered + uncommitted)
          }
        }
        expect(most).toBeLessThanOrEqual(fetchSlots + unsavedPagesLimit(threads))
      },
    ),
  )
})

test('a start is always possible while a slot is free and no thread has six pages at hand', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1024 }), fc.integer({ min: 1, max: 64 }), (fetchSlots, threads) => {
      const inHand = { fetchSlots, fetching: fetchSlots - 1 }
      expect(bufferedPagesLimit(threads, inHand)).toBeGreaterThan(6 * threads)
    }),
  )
})

test('a settled page is never committed alone for the sake of one more fetch', () => {
  for (const threads of [0, 1, 2, 8, 64]) {
    const buffered = bufferedPagesLimit(threads, { fetchSlots: 64, fetching: 63 }) - 1
    expect(uncommittedPagesLimit(threads, { fetchSlots: 64, fetching: 63, buffered })).toBeGreaterThanOrEqual(
      16,
    )
  }
})
