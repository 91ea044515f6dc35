import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changedFields } from '../../src/diff/changedFields.ts'
import type { FieldDiff, JsonObject, JsonValue } from '../../src/types.ts'

const value = fc.jsonValue({ maxDepth: 3 }).map((one) => JSON.parse(JSON.stringify(one)) as JsonValue)
const object = fc
  .dictionary(fc.string({ maxLength: 3 }), value, { maxKeys: 5 })
  .map((one) => JSON.parse(JSON.stringify(one)) as JsonObject)

const link = (url: string, text: string) => ({ url, text, rel: [], nofollow: false })

/** The same, told the other way round. */
const swapped = (field: FieldDiff): FieldDiff => {
  const { path } = field
  if ('removed' in field) return { path, removed: field.added, added: field.removed }
  return {
    path,
    ...(field.after !== undefined && { before: field.after }),
    ...(field.before !== undefined && { after: field.before }),
  }
}

describe('the fields in which two objects differ', () => {
  test('are none for equal objects, whatever the order of their keys', () => {
    const turned = (one: JsonValue): JsonValue => {
      if (typeof one !== 'object' || one === null) return one
      if (Array.isArray(one)) return one.map(turned)
      return Object.fromEntries(
        Object.entries(one)
          .reverse()
          .map(([name, part]) => [name, turned(part)]),
      )
    }
    fc.assert(
      fc.property(object, (one) => {
        expect(changedFields(one, turned(one) as JsonObject)).toEqual([])
      }),
    )
  })

  test('are some for others', () => {
    fc.assert(
      fc.property(object, object, (one, other) => {
        fc.pre(!isDeepStrictEqual(one, other))
        expect(changedFields(one, other)).not.toEqual([])
      }),
    )
  })

  test('are the same the other way round, with what came and went changed over', () => {
    const plain = fc.dictionary(
      fc.constantFrom('a', 'b', 'c'),
      fc.oneof(
        fc.integer(),
        fc.dictionary(fc.constantFrom('d', 'e'), fc.boolean()),
        fc.array(fc.integer({ max: 3 })),
      ),
    )
    const inOrder = (fields: readonly FieldDiff[]) =>
      fields.toSorted((one, other) => (one.path < other.path ? -1 : 1))
    fc.assert(
      fc.property(plain, plain, (one, other) => {
        const back = changedFields(other as JsonObject, one as JsonObject).map(swapped)
        expect(inOrder(changedFields(one as JsonObject, other as JsonObject))).toEqual(inOrder(back))
      }),
    )
  })

  test.each<[string, JsonObject, JsonObject, FieldDiff[]]>([
    ['a value', { a: { b: 1 } }, { a: { b: 2 } }, [{ path: 'a.b', before: 1, after: 2 }]],
    ['one that came', {}, { a: null }, [{ path: 'a', after: null }]],
    ['one that went', { a: 1 }, {}, [{ path: 'a', before: 1 }]],
    ['another kind of value', { a: [1] }, { a: 1 }, [{ path: 'a', before: [1], after: 1 }]],
    [
      'members of a list, wherever they stand',
      { a: [1, 2, 2, 3] },
      { a: [3, 2, 4, 1] },
      [{ path: 'a', removed: [2], added: [4] }],
    ],
    [
      'the order of a list alone',
      { a: [1, 2] },
      { a: [2, 1] },
      [{ path: 'a', before: [1, 2], after: [2, 1] }],
    ],
    [
      'what is different of the thing with the same address',
      { links: [link('/a', 'A'), link('/b', 'B')] },
      { links: [link('/b', 'B'), link('/c', 'C'), link('/a', 'Aha')] },
      [
        { path: 'links', removed: [], added: [link('/c', 'C')] },
        { path: 'links.2.text', before: 'A', after: 'Aha' },
      ],
    ],
    [
      'the only member that differs',
      {
        headings: [
          { level: 1, text: 'A' },
          { level: 2, text: 'B' },
        ],
      },
      {
        headings: [
          { level: 1, text: 'A' },
          { level: 2, text: 'C' },
        ],
      },
      [{ path: 'headings.1.text', before: 'B', after: 'C' }],
    ],
    [
      'a name that objects have by nature',
      { a: 1 },
      JSON.parse('{"a":1,"__proto__":2}'),
      [{ path: '__proto__', after: 2 }],
    ],
  ])('are %s', (_name, before, after, expected) => {
    expect(changedFields(before, after)).toEqual(expected)
  })

  test('end in a whole value where an object is very deep', () => {
    const deep = (leaf: number): JsonObject => {
      let one: JsonObject = { leaf }
      for (let depth = 0; depth < 100; depth += 1) one = { a: one }
      return one
    }
    const [field] = changedFields(deep(1), deep(2))
    expect(field?.path.split('.')).toHaveLength(32)
  })
})
