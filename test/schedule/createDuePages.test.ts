import { expect, test } from 'vitest'
import { createDuePages } from '../../src/schedule/createDuePages.ts'

function pagesDueAt(...times: number[]) {
  const calls = { nextDueAt: 0, promoted: 0 }
  const clock = { ms: 0 }
  const due = createDuePages({
    queue: {
      nextDueAt: () => {
        calls.nextDueAt += 1
        return times.length === 0 ? undefined : Math.min(...times)
      },
      // One a time, as a queue with many does a group a time.
      promoteDue: () => {
        times.splice(times.indexOf(Math.min(...times)), 1)
      },
    },
    now: () => clock.ms,
    onPromoted: () => {
      calls.promoted += 1
    },
  })
  return { due, calls, clock, times }
}

test('what is due is made ready, and whether more is due is told', () => {
  const { due, calls, clock } = pagesDueAt(10, 20, 90)
  clock.ms = 30
  expect([due.promote(), due.nextAt()]).toEqual([true, 20])
  expect([due.promote(), due.nextAt()]).toEqual([false, 90])
  expect([due.promote(), calls.promoted]).toEqual([false, 2])
})

test('the queue is asked once for the next time, until something has changed', () => {
  const { due, calls, times } = pagesDueAt(50)
  expect(due.nextAt()).toBeUndefined()
  due.promote()
  due.promote()
  expect([due.nextAt(), calls.nextDueAt]).toEqual([50, 1])
  times.push(40)
  due.promote()
  expect(due.nextAt()).toBe(50)
  due.lookAgain()
  due.promote()
  expect([due.nextAt(), calls.nextDueAt]).toEqual([40, 2])
})

test('a page that begins to wait counts at once, whichever is the earlier', () => {
  const { due } = pagesDueAt()
  due.promote()
  due.note(70)
  due.note(60)
  due.note(80)
  expect(due.nextAt()).toBe(60)
})
