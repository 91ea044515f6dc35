import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NOT_UTF8 } from '../../src/source/utf8Chunks.ts'
import { type Utf16, utf16Chunks } from '../../src/source/utf16Chunks.ts'
import { arriving } from './entriesOf.ts'

async function textOf(bytes: Uint8Array, encoding: Utf16, size?: number): Promise<string> {
  let text = ''
  for await (const piece of utf16Chunks(arriving(bytes, size), encoding)) text += piece
  return text
}

function encoded(text: string, encoding: Utf16): Buffer {
  const bytes = Buffer.from(text, 'utf16le')
  return encoding === 'utf-16le' ? bytes : bytes.swap16()
}

const encodings: readonly Utf16[] = ['utf-16le', 'utf-16be']

describe.each(encodings)('bytes in %s that arrive in pieces', (encoding) => {
  test('are the text that they encode, wherever they are cut, halves of pairs included', async () => {
    const unit = fc.oneof(fc.constantFrom('\uD83C', '\uDFFF', '\uD800', 'a'), fc.string({ unit: 'binary' }))
    await fc.assert(
      fc.asyncProperty(fc.array(unit), fc.integer({ min: 1, max: 5 }), async (units, size) => {
        const text = units.join('').replace(/^\uFEFF/, '')
        expect(await textOf(encoded(text, encoding), encoding, size)).toBe(text.replace(/^\uFEFF/, ''))
      }),
    )
  })

  test('lose a byte order mark at their beginning and nowhere else', async () => {
    for (const size of [1, 2, 3, 9]) {
      expect(await textOf(encoded('\uFEFFa\uFEFF', encoding), encoding, size)).toBe('a\uFEFF')
    }
  })

  test('say so where they end within a unit', async () => {
    const bytes = Buffer.concat([encoded('a', encoding), Buffer.from([0x62])])
    for (const size of [1, 9]) expect(await textOf(bytes, encoding, size)).toBe(`a${NOT_UTF8}`)
  })
})
