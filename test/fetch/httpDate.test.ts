import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { httpDate } from '../../src/fetch/httpDate.ts'

const NOW = Date.UTC(2026, 10, 23, 12)
const THE_EXAMPLE = Date.UTC(1994, 10, 6, 8, 49, 37)

describe('an HTTP-date', () => {
  test.each([
    ['as it should be', 'Sun, 06 Nov 1994 08:49:37 GMT'],
    ['as RFC 850 had it', 'Sunday, 06-Nov-94 08:49:37 GMT'],
    ['as asctime() has it', 'Sun Nov  6 08:49:37 1994'],
    ['with a day of one digit', 'Sun, 6 Nov 1994 08:49:37 GMT'],
    ['in UTC', 'Sun, 06 Nov 1994 08:49:37 UTC'],
    ['with a wrong weekday', 'Mon, 06 Nov 1994 08:49:37 GMT'],
  ])('is read %s', (_, text) => {
    expect(httpDate(text, NOW)).toBe(THE_EXAMPLE)
  })

  test.each([
    ['Thursday, 01-Jan-76 00:00:00 GMT', 2076],
    ['Saturday, 01-Jan-77 00:00:00 GMT', 1977],
    ['Friday, 01-Jan-27 00:00:00 GMT', 2027],
    ['Saturday, 01-Jan-00 00:00:00 GMT', 2000],
  ])('with two digits for the year is one near now: %s', (text, year) => {
    expect(new Date(httpDate(text, NOW) ?? 0).getUTCFullYear()).toBe(year)
  })

  test('has a leap second and a leap day', () => {
    expect(httpDate('Sat, 31 Dec 2016 23:59:60 GMT', NOW)).toBe(Date.UTC(2017, 0, 1))
    expect(httpDate('Tue, 29 Feb 2028 00:00:00 GMT', NOW)).toBe(Date.UTC(2028, 1, 29))
  })

  test.each([
    '',
    'soon',
    '120',
    'Sun, 31 Feb 2027 00:00:00 GMT',
    'Mon, 29 Feb 2027 00:00:00 GMT',
    'Sun, 00 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nix 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 24:00:00 GMT',
    'Sun, 06 Nov 1994 08:60:00 GMT',
    'Sun, 06 Nov 1994 08:49:61 GMT',
    'Sun, 06 Nov 1994 08:49:37 PST',
    'Sun, 06 Nov 1994 08:49:37 GMT, and more',
  ])('is not %j', (text) => {
    expect(httpDate(text, NOW)).toBeUndefined()
  })

  test('names the second that it was made from', () => {
    const seconds = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) / 1000 })
    fc.assert(
      fc.property(seconds, (second) => {
        expect(httpDate(new Date(second * 1000).toUTCString(), NOW)).toBe(second * 1000)
      }),
    )
  })
})
