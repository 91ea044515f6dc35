import { expect, test } from 'vitest'
import { createWaitClock } from '../../src/schedule/waitClock.ts'

test('a clock of waits adds up the time of each reason, the present one included', () => {
  let now = 0
  const clock = createWaitClock(() => now)
  const at = (time: number, reason: Parameters<typeof clock.set>[0]): void => {
    now = time
    clock.set(reason)
  }
  at(5, 'slots')
  at(8, 'slots')
  at(12, 'hosts')
  at(20, 'slots')
  now = 21
  expect(clock.times()).toEqual({
    slots: 8,
    buffer: 0,
    output: 0,
    hosts: 8,
    retries: 0,
    input: 0,
    nothing: 5,
  })
  now = 22
  expect(clock.times().slots).toBe(9)
})
