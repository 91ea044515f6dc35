import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withRateAsInterval } from '../../src/cli/rate.ts'
import { flagSettings } from '../../src/config/textSettings.ts'

function intervalMs(...rates: readonly string[]): unknown {
  const flags = withRateAsInterval(new Map([['rate', rates]]))
  return flagSettings(new Map([...flags].filter(([name]) => name !== 'rate'))).get('fetch.perHost.intervalMs')
}

test.each([
  ['1', 1000],
  ['2', 500],
  ['0.5', 2000],
  ['.1', 10_000],
  ['3', 334],
  ['1000', 1],
  ['2/s', 500],
  ['30/m', 2000],
  ['100/h', 36_000],
  ['0.05/h', 72_000_000],
])('--rate %s is an interval of %d ms', (rate, ms) => {
  expect(intervalMs(rate)).toBe(ms)
})

test.each(['0', '0.0', '-1', '1001', '0.00001', 'fast', '2/d', '1e3', '1.', '', 'Infinity'])(
  '--rate %j is refused with what is allowed',
  (rate) => {
    expect(() => intervalMs(rate)).toThrow(
      `--rate is ${JSON.stringify(rate)}, but must be requests a second, such as 2 or 0.5, or a minute or an hour`,
    )
  },
)

test('is never faster than was asked, and hardly slower', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (hundredths) => {
      const ms = Number(intervalMs(String(hundredths / 100)))
      const exact = 100_000 / hundredths
      expect(ms).toBeGreaterThanOrEqual(exact - 1e-5)
      expect(ms).toBeLessThan(exact + 1)
    }),
  )
})

test('the last one counts, and other flags stay', () => {
  expect(intervalMs('5', '2')).toBe(500)
  const flags = new Map([['retries', ['1']]])
  expect(withRateAsInterval(flags)).toBe(flags)
})

test('beside --interval it is refused', () => {
  const both = new Map([
    ['rate', ['1']],
    ['interval', ['1s']],
  ])
  expect(() => withRateAsInterval(both)).toThrow('--rate and --interval say the same: give one of them')
})
