import { describe, expect, test } from 'vitest'
import { utf8Writer } from '../../src/output/utf8Writer.ts'
import type { Utf8Text } from '../../src/types.ts'

async function written(pieces: readonly Utf8Text[]): Promise<Buffer[]> {
  const chunks: Buffer[] = []
  const write = utf8Writer(async (bytes) => {
    chunks.push(Buffer.from(bytes))
    await new Promise(setImmediate)
  })
  await write(pieces)
  await write(['|'])
  return chunks
}

describe('pieces of text', () => {
  test.each([
    ['none', []],
    ['several', ['a', '', 'ü', '😀', 'b']],
    ['one that is longer than is written at once', ['x'.repeat(2_000_000)]],
    ['characters of several bytes at every place', ['a', '😀ü€'.repeat(400_000)]],
    ['half a character', ['\ud83d', 'a\ude00']],
    ['many', Array.from({ length: 100_000 }, (_, at) => `${at}ü`)],
  ])('are written as UTF-8 in their order: %s', async (_, pieces) => {
    const chunks = await written(pieces)
    const expected = Buffer.concat([...pieces.map((piece) => Buffer.from(piece)), Buffer.from('|')])
    expect(Buffer.concat(chunks).equals(expected)).toBe(true)
  })

  test('that are UTF-8 already go out as they are, among others', async () => {
    const bytes = new TextEncoder().encode('ü😀'.repeat(300_000))
    expect(Buffer.concat(await written(['a', bytes, 'ü', bytes.subarray(0, 2), new Uint8Array()]))).toEqual(
      Buffer.concat([Buffer.from('a'), bytes, Buffer.from('üü|')]),
    )
  })

  test('that are small go out together', async () => {
    expect(await written(Array.from({ length: 1000 }, () => 'abc'))).toHaveLength(2)
  })
})
