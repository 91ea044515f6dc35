import * as zlib from 'node:zlib'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodedBody } from '../../src/analysis/decodeBody.ts'
import { PageFailure } from '../../src/analysis/pageFailure.ts'
import { bytes } from './support/analysed.ts'

type Bytes = Uint8Array<ArrayBuffer>

type Compress = (body: Bytes, options?: { readonly params: Readonly<Record<number, number>> }) => Bytes

/** Node has it since 22.15. */
const { zstdCompressSync } = zlib as typeof zlib & { readonly zstdCompressSync?: Compress }

const maxBodyBytes = 100_000
const page = bytes('<p>Grain and flour. '.repeat(500))
const encoders: Readonly<Record<string, (body: Bytes) => Bytes>> = {
  gzip: gzipSync,
  'x-gzip': gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  ...(zstdCompressSync && { zstd: zstdCompressSync }),
}

/** The usual quality takes seconds for a flood. */
const quickBrotli = (body: Bytes) =>
  brotliCompressSync(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } })

const joined = (...parts: Uint8Array[]): Bytes => new Uint8Array(Buffer.concat(parts))

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

  test('from several gzip members', () => {
    expect(decodedBody(joined(gzipSync(page), gzipSync(page)), 'gzip', maxBodyBytes)).toEqual(
      Buffer.concat([page, page]),
    )
  })

  test.each(['\n', ' \r\n\r\n', '<!-- served -->', '\0\0\0\0\0\0\0\0', '\0<!-- served -->', 'x'.repeat(100)])(
    'without what follows the stream: %j',
    (rest) => {
      for (const [name, encode] of Object.entries(encoders))
        expect(decodedBody(joined(encode(page), bytes(rest)), name, maxBodyBytes), name).toHaveLength(
          page.length,
        )
      const twice = joined(gzipSync(page), gzipSync(page), bytes(rest))
      expect(decodedBody(twice, 'gzip', maxBodyBytes)).toHaveLength(page.length * 2)
    },
  )

  test('without what follows a gzip member with every field of its header', () => {
    const member = gzipSync(page)
    const fields = joined(bytes('\x04\0abcd'), bytes('name\0'), bytes('comment\0'), bytes('cc'))
    const full = joined(member.subarray(0, 10), fields, member.subarray(10), bytes('\n'))
    full[3] = 4 + 8 + 16
    // Without the checksum of the header, which would have to be right.
    const plain = joined(full.subarray(0, 10 + fields.length - 2), full.subarray(10 + fields.length))
    expect(decodedBody(plain, 'gzip', maxBodyBytes)).toEqual(Buffer.from(page))
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

  test('as truncated at a cut of a further gzip member', () => {
    const member = gzipSync(page)
    const codes = Array.from(member.subarray(1), (_, cut) =>
      codeOf(joined(member, member.subarray(0, cut + 1)), 'gzip'),
    )
    expect(new Set(codes)).toEqual(new Set(['fetch/truncated']))
  })

  test('as truncated at a cut of the innermost of three encodings', () => {
    const nested = gzipSync(brotliCompressSync(deflateSync(page).subarray(0, -9)))
    expect(codeOf(nested, 'deflate, br, gzip')).toBe('fetch/truncated')
  })

  test('as bad-encoding when it is not what the header says', () => {
    for (const name of Object.keys(encoders)) expect(codeOf(page, name)).toBe('fetch/bad-encoding')
    const broken = new Uint8Array([0x1f, 0x8b, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7])
    expect(codeOf(joined(gzipSync(page), broken), 'gzip')).toBe('fetch/bad-encoding')
  })

  test('as bad-encoding when its checksum is wrong', () => {
    const body = gzipSync(page)
    body[body.length - 6] = (body[body.length - 6] ?? 0) ^ 0xff
    expect(codeOf(body, 'gzip')).toBe('fetch/bad-encoding')
  })

  test('as bad-encoding under an unknown encoding or more than three', () => {
    expect(codeOf(page, 'compress')).toBe('fetch/bad-encoding')
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

describe('a bomb', () => {
  const megabyte = 2 ** 20
  const maxBytes = 2 * megabyte
  const flood = new Uint8Array(64 * megabyte)

  test('stops at the bound, in memory too, however it is packed', () => {
    for (const [name, encode] of Object.entries({ ...encoders, br: quickBrotli })) {
      const bomb = encode(flood)
      expect(bomb.length, name).toBeLessThan(megabyte / 4)
      const before = process.memoryUsage.rss()
      expect(codeOf(bomb, name, maxBytes), name).toBe('fetch/body-too-large')
      // The bound, as much again for what is joined, and the window of the encoding.
      expect(process.memoryUsage.rss() - before, name).toBeLessThan(2 * maxBytes + 24 * megabyte)
    }
  })

  test('in a bomb stops at the outer one', () => {
    const bomb = gzipSync(flood)
    const outer = gzipSync(joined(...Array.from({ length: 100 }, () => bomb)))
    expect(outer.length).toBeLessThan(bomb.length)
    expect(codeOf(outer, 'gzip, gzip', maxBytes)).toBe('fetch/body-too-large')
  })
})

describe.runIf(zstdCompressSync)('zstd', () => {
  const compress = zstdCompressSync as Compress
  const parameters = { checksum: 201, windowLog: 101, level: 100 }

  test('is whole only with all its frames', () => {
    const frame = compress(page)
    const twice = joined(frame, frame)
    expect(decodedBody(twice, 'zstd', maxBodyBytes)).toHaveLength(page.length * 2)
    for (let cut = frame.length + 1; cut < twice.length; cut++)
      expect(codeOf(twice.subarray(0, cut), 'zstd')).toBe('fetch/truncated')
    expect(codeOf(twice, 'zstd', page.length * 2)).toBe('decoded')
    expect(codeOf(twice, 'zstd', page.length * 2 - 1)).toBe('fetch/body-too-large')
    expect(codeOf(twice, 'zstd', page.length)).toBe('fetch/body-too-large')
  })

  test('with a wrong checksum is bad-encoding', () => {
    const body = compress(page, { params: { [parameters.checksum]: 1 } })
    expect(codeOf(body, 'zstd')).toBe('decoded')
    body[body.length - 1] = (body[body.length - 1] ?? 0) ^ 0xff
    expect(codeOf(body, 'zstd')).toBe('fetch/bad-encoding')
  })

  test('may look back over 8 MiB and no further', () => {
    const large = new Uint8Array(2 ** 24)
    const withWindow = (windowLog: number) =>
      compress(large, { params: { [parameters.windowLog]: windowLog, [parameters.level]: 1 } })
    expect(codeOf(withWindow(23), 'zstd', large.length)).toBe('decoded')
    expect(codeOf(withWindow(24), 'zstd', large.length)).toBe('fetch/bad-encoding')
  })

  test('in more than a thousand frames is bad-encoding', () => {
    const frame = compress(bytes('x'))
    const repeated = (count: number) => joined(...Array.from({ length: count }, () => frame))
    expect(decodedBody(repeated(1000), 'zstd', maxBodyBytes)).toHaveLength(1000)
    expect(codeOf(repeated(1001), 'zstd')).toBe('fetch/bad-encoding')
  })
})

test.skipIf(zstdCompressSync)('zstd is an unknown encoding where Node has it not', () => {
  expect(codeOf(page, 'zstd')).toBe('fetch/bad-encoding')
})
