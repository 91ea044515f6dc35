import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DataTooLarge } from '../../src/analysis/dataBudget.ts'
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

test.each([
  ['a long string', 'x'.repeat(101)],
  ['a boxed one', new String('x'.repeat(101))],
  ['a string whose escapes are long', '\u0001'.repeat(40)],
  ['many small parts', { list: Array(60).fill(1) }],
  ['an array of holes', new Array(2 ** 32 - 1)],
  ['long keys', { ['k'.repeat(101)]: 1 }],
  ['a Buffer', Buffer.alloc(101)],
  ['a Buffer inside', { list: [Buffer.alloc(101)] }],
  ['typed numbers', { list: new Float64Array(20) }],
  ['what becomes large', { toJSON: () => 'x'.repeat(101) }],
])('a value of more characters than it may have is refused: %s', (_, value) => {
  expect(() => jsonSafe(value, 100)).toThrow(DataTooLarge)
})

test('a value of as many characters as it may have is kept', () => {
  expect(jsonSafe('x'.repeat(98), 100)).toBe('x'.repeat(98))
  expect(jsonSafe([1, 2, { a: new String('b') }], 100)).toEqual([1, 2, { a: 'b' }])
})
