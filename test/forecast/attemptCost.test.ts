import { expect, test } from 'vitest'
import { attemptCost } from '../../src/forecast/attemptCost.ts'
import { createCosts, usualCost } from '../../src/forecast/createCosts.ts'
import type { AttemptRecord } from '../../src/types.ts'

const attempt = (facts: Partial<AttemptRecord>): AttemptRecord => ({
  at: 0,
  why: 'first',
  waitedMs: 0,
  tookMs: 100,
  cameBack: 'ok',
  ...facts,
})
const analysis = { thread: 1, tookMs: 30, charsetFrom: 'header' } as const

test('a page costs what all its attempts have held of the network, and its analysis', () => {
  const attempts = [
    attempt({ fetchMs: 20, cameBack: 'timeout' }),
    attempt({ fetchMs: 50, analysis, turns: 2 }),
  ]
  expect(attemptCost(attempts)).toEqual({ fetchMs: 70, turns: 3, analysisMs: 30 })
})

test('attempts of earlier versions cost what is left beside the analysis', () => {
  expect(attemptCost([attempt({ analysis })])).toEqual({ fetchMs: 70, turns: 1, analysisMs: 30 })
  expect(attemptCost([attempt({ tookMs: 10, analysis })])?.fetchMs).toBe(0)
})

test('a page that nobody asked for tells nothing', () => {
  expect(attemptCost([])).toBeUndefined()
})

test('the usual cost is the mean of what is known, and assumed where nothing is', () => {
  const costs = createCosts()
  expect(usualCost(costs)).toEqual({ fetchMs: 500, turns: 1 })
  costs.add({ fetchMs: 10, turns: 1, analysisMs: undefined })
  costs.add({ fetchMs: 30, turns: 2, analysisMs: 8 })
  expect(usualCost(costs)).toEqual({ fetchMs: 20, turns: 1.5 })
  expect(costs.analysisMs).toBe(8)
})
