import { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/errors.ts'
import { webBytes } from '../../src/source/webBytes.ts'
import { arriving } from './entriesOf.ts'

const MAX_BYTES = 10 * 1024 * 1024

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<number> {
  let count = 0
  for await (const chunk of webBytes('https://a.example/s.gz', async () => content, MAX_BYTES))
    count += chunk.length
  return count
}

describe('the bytes of a sitemap', () => {
  test('end where a small file unpacks to more than any sitemap holds', async () => {
    const piece = gzipSync(Buffer.alloc(MAX_BYTES / 20))
    expect(piece.length * 20).toBeLessThan(20_000)
    expect(await bytesOf(arriving(Buffer.concat([piece, piece])))).toBe(MAX_BYTES / 10)
    await expect(bytesOf(arriving(Buffer.concat(Array<Buffer>(21).fill(piece))))).rejects.toThrow(
      new InputError('https://a.example/s.gz: holds more than 10 MB when it is unpacked'),
    )
  })

  test.each([
    ['gzip', createGunzip],
    ['Brotli', createBrotliDecompress],
  ])('that are no %s, though they are sent as such, are named', async (packing, createUnpack) => {
    const unpacked = Readable.from([Buffer.from('a list as it is')], { objectMode: false }).pipe(
      createUnpack(),
    )
    const reading = bytesOf(unpacked)
    await expect(reading).rejects.toThrow(InputError)
    await expect(reading).rejects.toThrow(`https://a.example/s.gz: its ${packing} is broken`)
  })

  test('fail as whoever reads them fails', async () => {
    const failure = new Error('stopped')
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('https://a.example/')
      throw failure
    }
    await expect(bytesOf(failing())).rejects.toBe(failure)
  })
})
