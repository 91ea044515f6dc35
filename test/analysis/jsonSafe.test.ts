import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonSafe } from '../../src/analysis/jsonSafe.ts'
import { anyText } from './support/anyText.ts'

test('a value is as JSON has it', () => {
  expect(jsonSafe({ a: new Date(0), b: undefined, c: [undefined], d: Number.NaN })).toEqual({
    a: '1970-01-01T00:00:00.000Z',
    b: null,
    c: [null],
    d: null,
  })
  expect(jsonSafe(undefined)).toBeNull()
})

test('what is no data is refused', () => {
  const circle: unknown[] = []
  circle.push(circle)
  for (const value of [circle, 1n, () => 1, Symbol('a')]) expect(() => jsonSafe(value)).toThrow(TypeError)
})

test('its strings are well-formed, keys included', () => {
  fc.assert(
    fc.property(fc.dictionary(anyText, anyText), (value) => {
      const broken = { ...value, 'a\ud800': 'b\udfff' }
      expect(JSON.stringify(jsonSafe(broken))).not.toMatch(/\\ud[89a-f]/)
    }),
  )
})
