import { describe, expect, test } from 'vitest'
import { nearest } from '../../src/config/nearest.ts'

describe('the nearest name', () => {
  const names = ['concurrency', 'per-host', 'max-body-bytes', 'demo', 'init', 'o']

  test.each([
    ['concurency', 'concurrency'],
    ['Per-Host', 'per-host'],
    ['perhost', 'per-host'],
    ['dmeo', 'demo'],
    ['max-body', 'max-body-bytes'],
  ])('of %s is %s', (word, name) => {
    expect(nearest(word, names)).toBe(name)
  })

  test.each(['urls', 'bogus', 'x', ''])('is none for %j', (word) => {
    expect(nearest(word, ['concurrency', 'demo', 'init'])).toBeUndefined()
  })
})
