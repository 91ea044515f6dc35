import { describe, expect, test } from 'vitest'
import { type Exchange, ExchangeError } from '../../../src/fetch/exchange.ts'
import { createRobots, type RobotsCache } from '../../../src/fetch/robots/createRobots.ts'

type Answer = Partial<Omit<Exchange, 'body'>> & { readonly body?: string }

/** Robots over a network that gives these answers, one after another, the last of them for ever. */
function robotsOver(...answers: (Answer | Error)[]) {
  const clock = { now: 1_000_000_000 }
  const asked: string[] = []
  const stored = new Map<string, { text: string; at: number }>()
  const warnings: string[] = []
  const cache: RobotsCache = {
    get(origin, since) {
      const entry = stored.get(origin)
      return entry !== undefined && entry.at >= since ? entry.text : undefined
    },
    put: (origin, text, at) => void stored.set(origin, { text, at }),
  }
  const make = () =>
    createRobots({
      ask: async ({ url }) => {
        asked.push(url.href)
        const answer = answers.length > 1 ? answers.shift() : answers[0]
        if (answer === undefined || answer instanceof Error) throw new ExchangeError(answer, false)
        const { statusCode = 200, headers = {}, body = '' } = answer
        return { statusCode, headers, body: new TextEncoder().encode(body) }
      },
      cache,
      userAgent: 'textmill/1.2 (+https://a.example/)',
      now: () => clock.now,
      warn: (text) => warnings.push(text),
    })
  return { robots: make(), make, clock, asked, warnings }
}

const PAGE = new URL('https://a.example/private/x')
const DENYING = { body: 'User-agent: *\nDisallow: /private' }
const reset = Object.assign(new Error('x'), { code: 'ECONNRESET' })

describe('robots.txt', () => {
  test('is fetched once for an origin, however many pages ask at once', async () => {
    const { robots, asked } = robotsOver(DENYING)
    const verdicts = await Promise.all([1, 2, 3].map((i) => robots.verdict(new URL(`/private/${i}`, PAGE))))
    expect(verdicts).toEqual(Array(3).fill({ kind: 'denied', rule: 'Disallow: /private' }))
    expect(await robots.verdict(new URL('/open', PAGE))).toEqual({ kind: 'allowed', crawlDelayMs: 0 })
    expect(asked).toEqual(['https://a.example/robots.txt'])
  })

  test('goes by the product token of the user agent', async () => {
    const { robots } = robotsOver({
      body: 'User-agent: textmill\nDisallow: /private\n\nUser-agent: *\nDisallow:',
    })
    expect(await robots.verdict(PAGE)).toMatchObject({ kind: 'denied' })
  })

  test('counts for each scheme, host and port by itself', async () => {
    const { robots, asked } = robotsOver({})
    for (const url of ['http://a.example/', 'https://a.example/', 'https://a.example:8443/'])
      await robots.verdict(new URL(url))
    expect(asked).toHaveLength(3)
  })

  test('is remembered for a day, over runs', async () => {
    const { robots, make, clock, asked } = robotsOver(DENYING)
    await robots.verdict(PAGE)
    clock.now += 23 * 3_600_000
    expect(await make().verdict(PAGE)).toMatchObject({ kind: 'denied' })
    expect(asked).toHaveLength(1)
    clock.now += 2 * 3_600_000
    await make().verdict(PAGE)
    expect(asked).toHaveLength(2)
  })

  test.each([400, 401, 403, 404, 410])('that is answered with %i denies nothing', async (statusCode) => {
    const { robots } = robotsOver({ statusCode, body: DENYING.body })
    expect(await robots.verdict(PAGE)).toMatchObject({ kind: 'allowed' })
  })

  test.each([429, 500, 503])('that is answered with %i is a failure, never a silence', async (statusCode) => {
    const { robots } = robotsOver({ statusCode })
    expect(await robots.verdict(PAGE)).toMatchObject({
      kind: 'failed',
      failure: { stage: 'robots', code: 'robots-unavailable', statusCode },
    })
  })

  test('that cannot be had fails with the code of the connection', async () => {
    const { robots } = robotsOver(reset)
    expect(await robots.verdict(PAGE)).toMatchObject({
      kind: 'failed',
      failure: { stage: 'robots', code: 'connection-reset' },
    })
  })

  test('that a server could not give is asked for again, after a while that doubles', async () => {
    const { robots, clock, asked } = robotsOver({ statusCode: 500 }, { statusCode: 500 }, DENYING)
    await robots.verdict(PAGE)
    clock.now += 499
    expect(await robots.verdict(PAGE)).toMatchObject({ kind: 'failed' })
    expect(asked).toHaveLength(1)
    clock.now += 1
    expect(await robots.verdict(PAGE)).toMatchObject({ kind: 'failed' })
    clock.now += 999
    await robots.verdict(PAGE)
    expect(asked).toHaveLength(2)
    clock.now += 1
    expect(await robots.verdict(PAGE)).toMatchObject({ kind: 'denied' })
  })

  test('that could not be had says when it may be asked for again, every time', async () => {
    const { robots, clock } = robotsOver({ statusCode: 500 })
    const until = clock.now + 500
    expect(await robots.verdict(PAGE)).toMatchObject({ kind: 'failed', until })
    clock.now += 400
    expect(await robots.verdict(PAGE)).toMatchObject({ kind: 'failed', until })
    clock.now += 100
    expect(await robots.verdict(PAGE)).toMatchObject({ kind: 'failed', until: clock.now + 1000 })
  })

  test('is asked for again soon where nobody answers: the breaker decides when that ends', async () => {
    const { robots, clock, asked } = robotsOver(reset)
    for (let i = 0; i < 4; i += 1) {
      await robots.verdict(PAGE)
      await robots.verdict(PAGE)
      clock.now += 500
    }
    expect(asked).toHaveLength(4)
  })

  test('tells what it has heard of the origin: a wish for a pause once, silence every time', async () => {
    const busy = robotsOver({ statusCode: 503, headers: { 'retry-after': '7' } }).robots
    const origin = 'https://a.example'
    expect(await busy.verdict(PAGE)).toMatchObject({
      heard: { origin, answered: true, pace: 'too-fast', pauseMs: 7000 },
    })
    expect(await busy.verdict(PAGE)).toMatchObject({ heard: { pace: 'unknown', pauseMs: 0 } })
    const silent = robotsOver(reset).robots
    for (let i = 0; i < 2; i += 1) {
      expect(await silent.verdict(PAGE)).toMatchObject({ heard: { origin, answered: false } })
    }
  })

  test('is followed where it was moved to, five times', async () => {
    const moved = (location: string) => ({ statusCode: 301, headers: { location } })
    const { robots, asked } = robotsOver(moved('https://www.a.example/robots.txt'), DENYING)
    expect(await robots.verdict(PAGE)).toMatchObject({ kind: 'denied' })
    expect(asked[1]).toBe('https://www.a.example/robots.txt')
    const steps = [1, 2, 3, 4, 5, 6].map((i) => moved(`/${i}`))
    expect(await robotsOver(...steps, DENYING).robots.verdict(PAGE)).toMatchObject({ kind: 'allowed' })
    expect(await robotsOver(...steps.slice(1), DENYING).robots.verdict(PAGE)).toMatchObject({
      kind: 'denied',
    })
  })

  test('may ask for time between two requests, up to a minute', async () => {
    const { robots, warnings } = robotsOver({ body: 'User-agent: *\nCrawl-delay: 90' })
    expect(await robots.verdict(PAGE)).toEqual({ kind: 'allowed', crawlDelayMs: 60_000 })
    expect(warnings).toEqual(['https://a.example asks for 90000 ms between requests; it gets 60000 ms'])
  })
})
