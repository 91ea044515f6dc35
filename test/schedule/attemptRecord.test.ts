import { expect, test } from 'vitest'
import { type AttemptFacts, attemptRecord, hopAfter } from '../../src/schedule/attemptRecord.ts'
import type { Hop } from '../../src/types.ts'
import { ok } from './support/drain.ts'

const facts = (overrides: Partial<AttemptFacts> = {}): AttemptFacts => ({
  page: { page: 1, url: 'http://a.example/', attempts: [], hop: undefined },
  request: { host: 'a.example' },
  startedAt: 1000,
  fetchMs: 40,
  outcome: ok,
  ...overrides,
})
const hopTo = (host: string): Hop => ({ url: `https://${host}/`, host, redirects: [], remainingMs: 9 })

test('an attempt tells for how long it held the network, and how long it took in all', () => {
  expect(attemptRecord(facts(), 1300)).toEqual({
    at: 1000,
    why: 'first',
    waitedMs: 0,
    tookMs: 300,
    fetchMs: 40,
    cameBack: 'ok',
    statusCode: 200,
  })
})

test('an attempt that goes on elsewhere is one, with what both parts have taken', () => {
  const hop = hopAfter(facts(), hopTo('b.example'))
  const second = facts({
    page: { ...facts().page, hop },
    request: { host: 'b.example' },
    startedAt: 5000,
    fetchMs: 60,
  })
  const record = attemptRecord(second, 5200)
  expect(record).toMatchObject({ at: 1000, tookMs: 4200, fetchMs: 100 })
  expect(record).not.toHaveProperty('turns')
})

test('an attempt that goes on at the same host has taken its turn twice', () => {
  const hop = hopAfter(facts(), hopTo('a.example'))
  const second = facts({ page: { ...facts().page, hop }, startedAt: 2000 })
  expect(attemptRecord(second, 2100).turns).toBe(2)
  expect(hopAfter(second, hopTo('a.example')).turns).toBe(3)
})
