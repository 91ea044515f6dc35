import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NOT_UTF8, utf8Chunks } from '../../src/source/utf8Chunks.ts'
import { arriving } from './entriesOf.ts'

async function textOf(bytes: Uint8Array, size?: number): Promise<string> {
  let text = ''
  for await (const piece of utf8Chunks(arriving(bytes, size))) text += piece
  return text
}

describe('bytes that arrive in pieces', () => {
  test('are the text that they encode, wherever they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 5 }), async (text, size) => {
        const sound = text.toWellFormed().replace(/^\uFEFF/, '')
        expect(await textOf(Buffer.from(sound), size)).toBe(sound.replace(/^\uFEFF/, ''))
      }),
    )
  })

  test('are what every decoder makes of them where they are not UTF-8, but told apart', async () => {
    const byte = fc.oneof(
      fc.constantFrom(0x0a, 0x41, 0x80, 0xbf, 0xc3, 0xe2, 0xf0, 0xf4, 0xff),
      fc.integer({ min: 0, max: 255 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(byte), fc.integer({ min: 1, max: 5 }), async (bytes, size) => {
        const text = await textOf(Uint8Array.from(bytes), size)
        expect(text.toWellFormed()).toBe(new TextDecoder().decode(Uint8Array.from(bytes)))
        expect(text.isWellFormed()).toBe(isUtf8(Uint8Array.from(bytes)))
      }),
    )
  })

  test('lose a byte order mark at their beginning and nowhere else', async () => {
    for (const size of [1, 2, 3, 9]) expect(await textOf(Buffer.from('\uFEFFa\uFEFF'), size)).toBe('a\uFEFF')
  })

  test('may hold a U+FFFD of their own', async () => {
    const text = await textOf(
      Buffer.concat([Buffer.from('a\uFFFD\n'), Buffer.from([0xe9]), Buffer.from('\n')]),
    )
    expect(text).toBe(`a\uFFFD\n${NOT_UTF8}\n`)
  })
})
