import { Cookie, MemoryCookieStore } from 'tough-cookie'
import { describe, expect, test } from 'vitest'
import { allCookies, createCookieBounds } from '../../../src/fetch/cookies/cookieBounds.ts'

/** A store that has got `count` cookies of as many domains, each used a second after the one before. */
function filled(count: number, fieldsOf: (number: number) => { expires?: Date } = () => ({})) {
  const store = new MemoryCookieStore()
  const bounds = createCookieBounds(store)
  for (let number = 0; number < count; number++) {
    const domain = `n${number}.example`
    const cookie = new Cookie({ key: 'n', value: 'v', domain, path: '/', ...fieldsOf(number) })
    cookie.lastAccessed = new Date(number * 1000)
    store.putCookie(cookie, () => {})
    bounds.added(domain)
  }
  return allCookies(store).map(({ domain }) => domain)
}

describe('the cookies of all domains', () => {
  test('are at most 30,000', () => {
    expect(filled(30_000)).toHaveLength(30_000)
  })

  test('are brought down to three quarters beyond it, those that were used last', () => {
    const left = filled(30_001)
    expect(left).toHaveLength(22_500)
    expect(left).toContain('n30000.example')
    expect(left).not.toContain('n0.example')
  })

  test('make room by their expired ones first', () => {
    const left = filled(30_001, (number) => (number === 30_000 ? {} : { expires: new Date(number + 1) }))
    expect(left).toEqual(['n30000.example'])
  })
})
