import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringMember } from '../../src/store/stringMember.ts'

describe('a string in JSON', () => {
  test.each([
    ['it stands first', { text: 'a' }, 'a'],
    ['others stand before it', { a: 1, b: 'x', c: null, d: true, text: 'a' }, 'a'],
    ['strings before it hold what looks like it', { a: '"text":"no"', b: '\\', text: 'a' }, 'a'],
    [
      'values before it hold a member of its name',
      { a: { text: 'no' }, b: [{ text: 'no' }], text: 'a' },
      'a',
    ],
    ['names end as its own', { 'a"text': 'no', xtext: 'no', text: 'a' }, 'a'],
    ['it needs escapes', { text: 'a\n"b"\\\u2028\ud800 ü' }, 'a\n"b"\\\u2028\ud800 ü'],
    ['it ends with a backslash', { a: '\\\\', text: 'b\\' }, 'b\\'],
    ['it is empty', { text: '' }, ''],
    ['it is no string', { text: 1 }, null],
    ['it is not there', { a: 'text', b: {} }, null],
    ['there is nothing', {}, null],
    ['there is no object', [1], null],
  ])('is found where %s', (_, value, expected) => {
    expect(stringMember(JSON.stringify(value), ['text'])).toBe(expected)
    expect(stringMember(JSON.stringify({ text: 'no', outer: value }), ['outer', 'text'])).toBe(expected)
  })

  test('is what parsing gives, whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.string(),
        fc.jsonValue(),
        (before, text, after) => {
          const { text: _, ...others } = before
          const json = JSON.stringify({ page: { ...others, text, after } })
          expect(stringMember(json, ['page', 'text'])).toBe(JSON.parse(json).page.text)
        },
      ),
    )
  })
})
