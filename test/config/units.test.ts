import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byteCount, bytesText, durationMs, durationText } from '../../src/config/units.ts'

describe('a time', () => {
  test.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['1.5s', 1500],
    ['10m', 600_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['30 s', 30_000],
    ['0.3S', 300],
    ['0s', 0],
  ])('%s is %d ms', (text, ms) => {
    expect(durationMs(text)).toBe(ms)
  })

  test.each(['30', '', 's', '-1s', '1e3s', '5 parsecs', '1s2', 'constructor'])('%j is none', (text) => {
    expect(durationMs(text)).toBeUndefined()
  })

  test('reads back as it was written', () => {
    fc.assert(fc.property(fc.nat(2 ** 40), (ms) => durationMs(durationText(ms)) === ms))
    expect(durationText(90_000)).toBe('90s')
  })
})

describe('a size', () => {
  test.each([
    ['10MB', 10_000_000],
    ['512KiB', 524_288],
    ['1gib', 1_073_741_824],
    ['1.5kB', 1500],
    ['7B', 7],
  ])('%s is %d bytes', (text, bytes) => {
    expect(byteCount(text)).toBe(bytes)
  })

  test('reads back as it was written', () => {
    fc.assert(fc.property(fc.nat(2 ** 40), (bytes) => byteCount(bytesText(bytes)) === bytes))
    expect(bytesText(10_485_760)).toBe('10MiB')
  })
})
