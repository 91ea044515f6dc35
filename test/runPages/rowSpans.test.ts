import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRowSpans } from '../../src/runPages/rowSpans.ts'

/** What is found in a text that comes in pieces of some bytes. */
function found(text: string, pieceBytes = 7) {
  const bytes = Buffer.from(text)
  const spans = createRowSpans()
  const rows: unknown[] = []
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    for (const { start, end } of spans.push(bytes.subarray(at, at + pieceBytes))) {
      rows.push(JSON.parse(bytes.subarray(start, end).toString()))
    }
  }
  return { rows, isWhole: spans.isWhole, hasList: spans.hasList }
}

const tricky = fc.string({
  unit: fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', 'p', '水', '\n', 'pages'),
})
const row = fc.dictionary(
  tricky.map((name) => `k${name}`),
  fc.oneof(tricky, fc.array(tricky, { maxLength: 3 }), fc.dictionary(tricky, tricky, { maxKeys: 3 })),
  { maxKeys: 4 },
)
const rows = fc.array(row, { maxLength: 5 })
const indent = fc.constantFrom(0, 2)
const pieceBytes = fc.integer({ min: 1, max: 20 })

describe('the rows in a file of JSON', () => {
  test('are found in a document, however it is laid out and cut', () => {
    fc.assert(
      fc.property(rows, tricky, indent, pieceBytes, (pages, text, spaces, cut) => {
        const document = {
          version: 1,
          summary: { pages: pages.length, text },
          corpus: { pages: [{ index: 0 }], [text]: [{}] },
          pages,
          run: { pages: [{}], text },
        }
        const end = found(JSON.stringify(document, null, spaces), cut)
        expect(end).toEqual({ rows: JSON.parse(JSON.stringify(pages)), isWhole: true, hasList: true })
      }),
    )
  })

  test('are found one after another, in lines or not', () => {
    fc.assert(
      fc.property(rows, indent, pieceBytes, (pages, spaces, cut) => {
        const text = pages.map((page) => `${JSON.stringify(page, null, spaces)}\r\n`).join('')
        expect(found(text, cut)).toEqual({
          rows: JSON.parse(JSON.stringify(pages)),
          isWhole: true,
          hasList: false,
        })
      }),
    )
  })

  test('are found in an array', () => {
    fc.assert(
      fc.property(rows, indent, pieceBytes, (pages, spaces, cut) => {
        expect(found(JSON.stringify(pages, null, spaces), cut).rows).toEqual(
          JSON.parse(JSON.stringify(pages)),
        )
      }),
    )
  })

  test('of a document stand in its own list alone', () => {
    expect(found('{"a":"pages","b":[{"no":1}],"pages" : [ {"yes":1} ],"c":[{"no":2}]}').rows).toEqual([
      { yes: 1 },
    ])
  })

  test('end where the file does not, and that shows', () => {
    const text = '{"version":1,"pages":[{"a":"b"}]}'
    for (let end = 1; end < text.length; end += 1) expect(found(text.slice(0, end)).isWhole).toBe(false)
    expect(found(text).isWhole).toBe(true)
  })

  test('cost no more where a string is nothing but backslashes', () => {
    const text = JSON.stringify([{ a: '\\'.repeat(1_000_000) }])
    expect(found(text, 65_536).rows).toHaveLength(1)
  })
})
