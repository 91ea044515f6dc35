import { describe, expect, test } from 'vitest'
import { createBreakers } from '../../src/schedule/breakers.ts'
import type { OriginMemory } from '../../src/schedule/scheduleMemory.ts'

const ORIGIN = 'https://dead.example'

/** Breakers whose clock is in the test's hands, and what they have told. */
function breakersAt(known: readonly (readonly [string, OriginMemory])[] = []) {
  const clock = { now: 1_000_000 }
  const told: (OriginMemory | undefined)[] = []
  const memory = new Map(known)
  const breakers = createBreakers({
    now: () => clock.now,
    known,
    onChange: (origin, change) => {
      told.push(change)
      if (change === undefined) memory.delete(origin)
      else memory.set(origin, change)
    },
  })
  const fail = (origin = ORIGIN, startedAt = clock.now) => breakers.hear(origin, false, startedAt)
  const answer = (origin = ORIGIN) => breakers.hear(origin, true, clock.now)
  const failTimes = (count: number, origin = ORIGIN) => Array.from({ length: count }, () => fail(origin))
  return { clock, told, memory, breakers, fail, answer, failTimes }
}

describe('an origin', () => {
  test('is let through, and leaves no trace while it answers', () => {
    const { breakers, told, answer } = breakersAt()
    expect(breakers.gate(ORIGIN)).toBe('go')
    expect(answer()).toBe('unchanged')
    expect(told).toEqual([])
    expect(breakers.nextTime()).toBeUndefined()
    expect(breakers.takeReady()).toEqual([])
  })

  test('is shut after five failures in a row', () => {
    const { breakers, clock, failTimes } = breakersAt()
    expect(failTimes(5)).toEqual(['unchanged', 'unchanged', 'unchanged', 'unchanged', 'opened'])
    expect(breakers.gate(ORIGIN)).toBe('wait')
    expect(breakers.gate('http://dead.example')).toBe('go')
    expect(breakers.nextTime()).toBe(clock.now + 2000)
    expect(breakers.takeReady()).toEqual([])
  })

  test('stays open to requests when an answer comes between', () => {
    const { breakers, failTimes, answer } = breakersAt()
    for (let i = 0; i < 5; i += 1) {
      failTimes(4)
      expect(answer()).toBe('unchanged')
    }
    expect(breakers.gate(ORIGIN)).toBe('go')
  })

  test('tells every failure, and that it is forgotten', () => {
    const { told, failTimes, answer } = breakersAt()
    failTimes(2)
    answer()
    const memory = { probes: 0, isGivenUp: false }
    expect(told).toEqual([{ failures: 1, ...memory }, { failures: 2, ...memory }, undefined])
  })
})

describe('an origin that is shut', () => {
  test('cools 2, 4 and 8 s with one probe each, and is then given up', () => {
    const { breakers, clock, fail, failTimes, memory } = breakersAt()
    failTimes(5)
    const verdicts = [2000, 4000, 8000].map((coolingMs) => {
      expect(breakers.nextTime()).toBe(clock.now + coolingMs)
      clock.now += coolingMs - 1
      expect(breakers.gate(ORIGIN)).toBe('wait')
      clock.now += 1
      expect(breakers.takeReady()).toEqual([ORIGIN])
      expect(breakers.nextTime()).toBeUndefined()
      expect(breakers.gate(ORIGIN)).toBe('go')
      expect(breakers.gate(ORIGIN)).toBe('wait')
      expect(breakers.takeReady()).toEqual([])
      clock.now += 50
      return fail()
    })
    expect(verdicts).toEqual(['unchanged', 'unchanged', 'given-up'])
    expect(breakers.gate(ORIGIN)).toBe('given-up')
    expect(breakers.isGivenUp(ORIGIN)).toBe(true)
    expect(breakers.takeReady()).toEqual([])
    expect(breakers.nextTime()).toBeUndefined()
    expect(memory.get(ORIGIN)).toEqual({ failures: 8, probes: 3, isGivenUp: true })
  })

  test('opens to everybody when its probe is answered', () => {
    const { breakers, clock, failTimes, answer, memory } = breakersAt()
    failTimes(5)
    clock.now += 2000
    breakers.gate(ORIGIN)
    expect(answer()).toBe('closed')
    expect([breakers.gate(ORIGIN), breakers.gate(ORIGIN)]).toEqual(['go', 'go'])
    expect(memory.size).toBe(0)
    expect(failTimes(5).at(-1)).toBe('opened')
    expect(breakers.nextTime()).toBe(clock.now + 2000)
  })

  test('has another probe when the first told nothing', () => {
    const { breakers, clock, failTimes, memory } = breakersAt()
    failTimes(5)
    breakers.unheard(ORIGIN, clock.now)
    expect(breakers.gate(ORIGIN)).toBe('wait')
    clock.now += 2000
    expect(breakers.gate(ORIGIN)).toBe('go')
    breakers.unheard(ORIGIN, clock.now - 1)
    expect(breakers.takeReady()).toEqual([])
    breakers.unheard(ORIGIN, clock.now)
    expect(breakers.takeReady()).toEqual([ORIGIN])
    expect(breakers.gate(ORIGIN)).toBe('go')
    expect(memory.get(ORIGIN)?.probes).toBe(0)
  })
})

describe('an attempt that began before the probe', () => {
  test('counts as a failure, neither as the probe nor for longer cooling', () => {
    const { breakers, clock, fail, failTimes, memory } = breakersAt()
    const before = clock.now
    failTimes(5)
    const cooledAt = before + 2000
    clock.now += 1500
    expect(fail(ORIGIN, before)).toBe('unchanged')
    expect(breakers.nextTime()).toBe(cooledAt)
    clock.now = cooledAt
    breakers.gate(ORIGIN)
    for (let i = 0; i < 5; i += 1) expect(fail(ORIGIN, before)).toBe('unchanged')
    expect(breakers.gate(ORIGIN)).toBe('wait')
    expect(memory.get(ORIGIN)).toEqual({ failures: 11, probes: 0, isGivenUp: false })
    fail()
    expect(memory.get(ORIGIN)).toEqual({ failures: 12, probes: 1, isGivenUp: false })
    expect(breakers.nextTime()).toBe(clock.now + 4000)
  })

  test('opens the origin by its answer', () => {
    const { breakers, clock, failTimes } = breakersAt()
    const before = clock.now
    failTimes(5)
    clock.now += 100
    expect(breakers.hear(ORIGIN, true, before)).toBe('closed')
    expect(breakers.gate(ORIGIN)).toBe('go')
  })

  test('does not bring back what is given up', () => {
    const { breakers, answer, fail, told } = breakersAt([
      [ORIGIN, { failures: 8, probes: 3, isGivenUp: true }],
    ])
    expect([answer(), fail()]).toEqual(['unchanged', 'unchanged'])
    expect(breakers.gate(ORIGIN)).toBe('given-up')
    expect(told).toEqual([])
  })
})

describe('after a restart', () => {
  test('an open origin waits for a probe, and has the failed ones behind it', () => {
    const { breakers, clock, fail } = breakersAt([[ORIGIN, { failures: 7, probes: 1, isGivenUp: false }]])
    expect(breakers.takeReady()).toEqual([ORIGIN])
    expect(breakers.nextTime()).toBeUndefined()
    expect(breakers.gate(ORIGIN)).toBe('go')
    expect(breakers.gate(ORIGIN)).toBe('wait')
    expect(fail()).toBe('unchanged')
    expect(breakers.nextTime()).toBe(clock.now + 8000)
    clock.now += 8000
    breakers.gate(ORIGIN)
    expect(fail()).toBe('given-up')
  })

  test('failures in a row go on', () => {
    const { breakers, fail } = breakersAt([[ORIGIN, { failures: 4, probes: 0, isGivenUp: false }]])
    expect(breakers.gate(ORIGIN)).toBe('go')
    expect(breakers.takeReady()).toEqual([])
    expect(fail()).toBe('opened')
  })
})

describe('when no page is left to probe with', () => {
  test('open origins with eight failures are given up, others are not', () => {
    const { breakers, clock, failTimes, answer, memory } = breakersAt()
    failTimes(7, 'https://seven.example')
    failTimes(8, 'https://eight.example')
    failTimes(30, 'https://thirty.example')
    failTimes(9, 'https://answering.example')
    answer('https://answering.example')
    clock.now += 2000
    expect(breakers.giveUpHopeless()).toEqual(['https://eight.example', 'https://thirty.example'])
    expect(memory.get('https://eight.example')).toEqual({ failures: 8, probes: 0, isGivenUp: true })
    expect(breakers.takeReady()).toEqual(['https://seven.example'])
    expect(breakers.giveUpHopeless()).toEqual([])
  })
})

test('the next time is that of the origin that cools first', () => {
  const { breakers, clock, failTimes } = breakersAt()
  failTimes(5, 'https://a.example')
  clock.now += 500
  failTimes(5, 'https://b.example')
  expect(breakers.nextTime()).toBe(clock.now + 1500)
  clock.now += 1500
  expect(breakers.takeReady()).toEqual(['https://a.example'])
  expect(breakers.nextTime()).toBe(clock.now + 500)
})
