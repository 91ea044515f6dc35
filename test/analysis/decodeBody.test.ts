import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodedBody } from '../../src/analysis/decodeBody.ts'
import { PageFailure } from '../../src/analysis/pageFailure.ts'
import { bytes } from './support/analysed.ts'

type Bytes = Uint8Array<ArrayBuffer>

const maxBodyBytes = 100_000
const page = bytes('<p>Grain and flour. '.repeat(500))
const encoders: Readonly<Record<string, (body: Bytes) => Bytes>> = {
  gzip: gzipSync,
  'x-gzip': gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
}

function codeOf(body: Bytes, contentEncoding: string, limit = maxBodyBytes): string {
  try {
    decodedBody(body, contentEncoding, limit)
    return 'decoded'
  } catch (error) {
    if (error instanceof PageFailure) return `${error.failure.stage}/${error.failure.code}`
    throw error
  }
}

describe('a body is decoded', () => {
  test('from any stack of up to three encodings, applied in the order of the header', () => {
    const names = fc.array(fc.constantFrom(...Object.keys(encoders)), { maxLength: 3 })
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), names, (body, stack) => {
        const original = new Uint8Array(body)
        const encoded = stack.reduce((layer, name) => encoders[name]?.(layer) ?? layer, original)
        expect(new Uint8Array(decodedBody(encoded, stack.join(', '), maxBodyBytes))).toEqual(original)
      }),
      { numRuns: 100 },
    )
  })

  test('whether deflate has its wrapper or not', () => {
    expect(decodedBody(deflateSync(page), 'deflate', maxBodyBytes)).toEqual(Buffer.from(page))
    expect(decodedBody(deflateRawSync(page), 'deflate', maxBodyBytes)).toEqual(Buffer.from(page))
  })

  test('whatever the case and the spaces of the header, identity included', () => {
    expect(decodedBody(gzipSync(page), ' Identity ,, GZip ', maxBodyBytes)).toEqual(Buffer.from(page))
  })

  test('as it is without an encoding', () => {
    expect(decodedBody(page, '', maxBodyBytes)).toBe(page)
  })

  test('as empty when it is empty, whatever the header says', () => {
    for (const name of ['', 'gzip', 'br', 'deflate', 'gzip, br']) {
      expect(decodedBody(bytes(''), name, maxBodyBytes)).toHaveLength(0)
    }
  })

  test('from several gzip members, and with zeros after the last', () => {
    const twice = new Uint8Array(Buffer.concat([gzipSync(page), gzipSync(page), Buffer.alloc(8)]))
    expect(decodedBody(twice, 'gzip', maxBodyBytes)).toHaveLength(page.length * 2)
  })
})

describe('a body fails', () => {
  test('as truncated at every cut of every encoding, a gzip trailer included', () => {
    for (const [name, encode] of Object.entries(encoders)) {
      const whole = encode(page)
      const codes = Array.from({ length: whole.length - 1 }, (_, cut) =>
        codeOf(whole.subarray(0, cut + 1), name),
      )
      expect(new Set(codes), name).toEqual(new Set(['fetch/truncated']))
    }
  })

  test('as bad-encoding when it is not what the header says', () => {
    for (const name of ['gzip', 'deflate', 'br']) expect(codeOf(page, name)).toBe('fetch/bad-encoding')
  })

  test('as bad-encoding when its checksum is wrong', () => {
    const body = gzipSync(page)
    body[body.length - 6] = (body[body.length - 6] ?? 0) ^ 0xff
    expect(codeOf(body, 'gzip')).toBe('fetch/bad-encoding')
  })

  test('as bad-encoding under an unknown encoding or more than three', () => {
    expect(codeOf(page, 'zstd')).toBe('fetch/bad-encoding')
    expect(codeOf(gzipSync(page), 'gzip, utf-8')).toBe('fetch/bad-encoding')
    expect(codeOf(page, 'gzip, gzip, gzip, gzip')).toBe('fetch/bad-encoding')
  })

  test('as body-too-large one byte over the limit, compressed or not, and not at it', () => {
    for (const [name, encode] of Object.entries({ ...encoders, '': (body: Bytes) => body })) {
      expect(codeOf(encode(page), name, page.length), name).toBe('decoded')
      expect(codeOf(encode(page), name, page.length - 1), name).toBe('fetch/body-too-large')
    }
  })
})
