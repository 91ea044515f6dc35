import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_LINE_CHARS, type TextLine, textLines } from '../../src/source/textLines.ts'

async function linesOf(...chunks: Uint8Array[]): Promise<TextLine[]> {
  const lines: TextLine[] = []
  for await (const group of textLines(arriving(chunks))) lines.push(...group)
  return lines
}
async function* arriving(chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const texts = (lines: TextLine[]): string[] => lines.map(({ text }) => text)

describe('the lines of a text', () => {
  test('are numbered from 1 and trimmed, whatever ends them', async () => {
    expect(await linesOf(bytes('a\r\n  b \n\nc'))).toEqual([
      { number: 1, text: 'a', overlong: false },
      { number: 2, text: 'b', overlong: false },
      { number: 3, text: '', overlong: false },
      { number: 4, text: 'c', overlong: false },
    ])
  })

  test('may end with CR alone, or with CR CR LF', async () => {
    expect(texts(await linesOf(bytes('# a\rb\r\rc\r')))).toEqual(['# a', 'b', '', 'c'])
    expect(texts(await linesOf(bytes('a\r\r\nb\r\r\n')))).toEqual(['a', 'b'])
    expect(texts(await linesOf(bytes('a\r'), bytes('\nb\r'), bytes('\r'), bytes('\nc')))).toEqual([
      'a',
      'b',
      'c',
    ])
  })

  test('lose a byte order mark', async () => {
    expect(texts(await linesOf(bytes('\uFEFFhttps://a.example/\n')))).toEqual(['https://a.example/'])
  })

  test('are read from UTF-16 where a mark says so', async () => {
    expect(texts(await linesOf(new Uint8Array(Buffer.from('\uFEFFé\nb', 'utf16le'))))).toEqual(['é', 'b'])
  })

  test('keep what is not UTF-8 apart from what is', async () => {
    const [spoilt, sound] = await linesOf(new Uint8Array([0x63, 0xe9, 0x0a]), bytes('é\uFFFD\n'))
    expect(spoilt?.text.isWellFormed()).toBe(false)
    expect(spoilt?.text.toWellFormed()).toBe('c\uFFFD')
    expect(sound?.text).toBe('é\uFFFD')
  })

  test('do not depend on where the chunks were cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\r', '\n', '\r\n'))),
        fc.integer({ min: 1, max: 7 }),
        async (parts, size) => {
          const whole = bytes(parts.join(''))
          const cut = Array.from({ length: Math.ceil(whole.length / size) }, (_, i) =>
            whole.subarray(i * size, (i + 1) * size),
          )
          expect(await linesOf(...cut)).toEqual(await linesOf(whole))
        },
      ),
    )
  })

  test('are cut when they are too long, and the next line is whole again', async () => {
    const long = bytes('x'.repeat(MAX_LINE_CHARS))
    const lines = await linesOf(long, long, bytes('x\nb\n'))
    expect(lines.map(({ text, overlong }) => [text.length, overlong])).toEqual([
      [MAX_LINE_CHARS, true],
      [1, false],
    ])
  })
})
