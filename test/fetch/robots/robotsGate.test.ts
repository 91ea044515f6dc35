import { expect, onTestFinished, test, vi } from 'vitest'
import { createNamedHosts } from '../../../src/fetch/address/namedHosts.ts'
import { serve } from '../../support/localServer.ts'
import { fetcherOf, never, requestOf } from '../support/fetcher.ts'

const HURRIED = { robots: true, timeoutMs: 300 }
const TIMED_OUT = { stage: 'robots', code: 'timeout', message: 'robots.txt: no whole answer within 300 ms' }

test('a robots.txt that never comes fails every page alike, those that waited and those that come after', async () => {
  let asked = 0
  const origin = await serve(() => {
    asked += 1
  })
  const fetcher = await fetcherOf(HURRIED)
  const attempt = () => fetcher.fetchPage(requestOf(`${origin}/a`, 300), never)
  const outcomes = [...(await Promise.all([attempt(), attempt()])), await attempt()]
  expect(asked).toBe(1)
  for (const outcome of outcomes) {
    // The connection stood, and so it is not nobody who is there.
    expect(outcome).toMatchObject({ kind: 'failed', failure: TIMED_OUT, heard: { answered: undefined } })
  }
})

test('a robots.txt that could not be asked for in time tells that nobody was there', async () => {
  const origin = await serve(() => {})
  // As long as the list is read, it is not certain who may be asked.
  const fetcher = await fetcherOf(HURRIED, { namedHosts: createNamedHosts() })
  const outcome = await fetcher.fetchPage(requestOf(origin, 300), never)
  expect(outcome).toMatchObject({ failure: TIMED_OUT, heard: { answered: false } })
})

test('a robots.txt that is moved has no more time than another', async () => {
  const origin = await serve((_request, response) => {
    setTimeout(() => response.writeHead(302, { location: `/${Math.random()}` }).end(), 200)
  })
  const fetcher = await fetcherOf(HURRIED)
  const startedAt = performance.now()
  expect(await fetcher.fetchPage(requestOf(origin, 300), never)).toMatchObject({
    failure: { code: 'timeout', message: 'robots.txt, where it was moved to: no whole answer within 300 ms' },
  })
  // Each of its requests with a time of its own would be a second and more.
  expect(performance.now() - startedAt).toBeLessThan(800)
})

test('a page that was led elsewhere waits for the robots.txt there no longer than it has time left', async () => {
  const origin = await serve(() => {})
  const fetcher = await fetcherOf({ robots: true, timeoutMs: 5000 })
  const redirects = [{ url: 'http://a.example/', statusCode: 302 }]
  const startedAt = performance.now()
  expect(await fetcher.fetchPage({ ...requestOf(origin, 100), redirects }, never)).toMatchObject({
    failure: { code: 'timeout', message: 'robots.txt: no whole answer within 5000 ms' },
  })
  expect(performance.now() - startedAt).toBeLessThan(2000)
})

test('a robots.txt that is moved keeps the interval, and its pages hold no slot meanwhile', async () => {
  const asked: string[] = []
  const origin = await serve(({ url = '' }, response) => {
    asked.push(url)
    if (url === '/robots.txt') response.writeHead(301, { location: '/moved' }).end()
    else response.end('User-agent: *\nDisallow: /a')
  })
  const clock = vi.spyOn(Date, 'now').mockReturnValue(1_000_000)
  onTestFinished(() => void clock.mockRestore())
  const fetcher = await fetcherOf({ robots: true, perHost: { concurrency: 8, intervalMs: 60_000 } })
  const attempt = () => fetcher.fetchPage({ ...requestOf(`${origin}/a`), intervalMs: 60_000 }, never)
  const postponed = { kind: 'postponed', until: 1_060_000, intervalMs: 0 }
  expect(await Promise.all([attempt(), attempt()])).toEqual([postponed, postponed])
  expect(await attempt()).toEqual(postponed)
  expect(asked).toEqual(['/robots.txt'])
  clock.mockReturnValue(1_060_000)
  expect(await attempt()).toEqual({ kind: 'skipped', rule: 'Disallow: /a' })
  expect(asked).toEqual(['/robots.txt', '/moved'])
})
