import { expect, test } from 'vitest'
import { createHostLoads } from '../../src/forecast/createHostLoads.ts'

test('the loads of hosts are sums over their pages', () => {
  const loads = createHostLoads()
  loads.addPage('a.example')
  loads.addPage('a.example')
  loads.addCost('a.example', { fetchMs: 5, turns: 1, analysisMs: 9 })
  loads.addCost('a.example', { fetchMs: 7, turns: 2, analysisMs: undefined })
  loads.addRobots('a.example', 2000)
  loads.addRobots('a.example', 1000)
  loads.addPage('b.example')
  loads.addRobots('b.example', undefined)
  expect([...loads.all()]).toEqual([
    {
      host: 'a.example',
      pages: 2,
      knownPages: 2,
      fetchMs: 12,
      turns: 3,
      crawlDelayMs: 2000,
      needsRobots: false,
    },
    { host: 'b.example', pages: 1, knownPages: 0, fetchMs: 0, turns: 0, crawlDelayMs: 0, needsRobots: true },
  ])
})

test('there is room for any number of hosts', () => {
  const loads = createHostLoads()
  for (let i = 0; i < 1000; i += 1)
    for (let page = 0; page <= i % 3; page += 1) loads.addPage(`h${i}.example`)
  expect(loads.size).toBe(1000)
  expect([...loads.all()].every(({ pages }, i) => pages === 1 + (i % 3))).toBe(true)
})
