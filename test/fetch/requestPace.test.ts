import { expect, test } from 'vitest'
import { createRequestPace } from '../../src/fetch/requestPace.ts'

const HOST = 'a.example'

function paceAt(start: number) {
  const clock = { now: start }
  return { clock, pace: createRequestPace(() => clock.now) }
}

test('the time a host asks for lies between two pages', () => {
  const { clock, pace } = paceAt(1000)
  const wanted = { intervalMs: 0, crawlDelayMs: 500 }
  expect(pace.enter(HOST, wanted)).toBeUndefined()
  expect(pace.enter(HOST, wanted)).toEqual({ kind: 'postponed', until: 1500, intervalMs: 500 })
  expect(pace.enter('b.example', { intervalMs: 0, crawlDelayMs: 0 })).toBeUndefined()
  clock.now = 1500
  expect(pace.enter(HOST, wanted)).toBeUndefined()
})

test('pages that waited for the same robots.txt leave an interval after one another', () => {
  const { clock, pace } = paceAt(1000)
  const wanted = { intervalMs: 300, crawlDelayMs: 0 }
  pace.leftForRobots(HOST, 300)
  clock.now = 1400
  expect(pace.enter(HOST, wanted)).toBeUndefined()
  expect(pace.enter(HOST, wanted)).toEqual({ kind: 'postponed', until: 1700, intervalMs: 0 })
})

test('the time runs from when a request is sent, for it may have waited for its connection', () => {
  const { clock, pace } = paceAt(1000)
  const wanted = { intervalMs: 300, crawlDelayMs: 0 }
  pace.enter(HOST, wanted)
  clock.now = 1200
  pace.left(HOST)
  clock.now = 1300
  expect(pace.enter(HOST, wanted)).toMatchObject({ until: 1500 })
  pace.left('b.example')
  expect(pace.enter('b.example', wanted)).toBeUndefined()
})

test('the longer of interval and crawl delay is kept', () => {
  const { pace } = paceAt(1000)
  const wanted = { intervalMs: 300, crawlDelayMs: 200 }
  expect(pace.enter(HOST, wanted)).toBeUndefined()
  expect(pace.enter(HOST, wanted)).toEqual({ kind: 'postponed', until: 1300, intervalMs: 200 })
})

test('the first page leaves an interval after robots.txt, whatever that file wants from then on', () => {
  const { clock, pace } = paceAt(1000)
  const wanted = { intervalMs: 300, crawlDelayMs: 9000 }
  pace.leftForRobots(HOST, 300)
  clock.now = 1100
  expect(pace.enter(HOST, wanted)).toMatchObject({ until: 1300 })
  clock.now = 1300
  expect(pace.enter(HOST, wanted)).toBeUndefined()
  expect(pace.enter(HOST, wanted)).toMatchObject({ until: 10_300 })
})

test('a robots.txt takes no turn that is already given away to a later time', () => {
  const { pace } = paceAt(1000)
  const wanted = { intervalMs: 0, crawlDelayMs: 5000 }
  pace.enter(HOST, wanted)
  pace.leftForRobots(HOST, 10)
  expect(pace.enter(HOST, wanted)).toMatchObject({ until: 6000 })
})

test('a host that has to wait is not forgotten for many that do not', () => {
  const { clock, pace } = paceAt(1000)
  const day = { intervalMs: 86_400_000, crawlDelayMs: 0 }
  pace.enter(HOST, day)
  for (let i = 0; i < 5000; i += 1) {
    clock.now += 2
    pace.enter(`${i}.example`, { intervalMs: 1, crawlDelayMs: 0 })
  }
  expect(pace.enter(HOST, day)).toMatchObject({ until: 86_401_000 })
})
