import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { errorCode } from '../errors.ts'
import { gzipLength, isMemberStart } from './gzipLength.ts'
import { bodyFailure, type PageFailure } from './pageFailure.ts'
import { zstdDecompress } from './zstd.ts'

type Bytes = Uint8Array<ArrayBuffer>
type Decompress = (body: Bytes, options: { maxOutputLength: number }) => Bytes

const decompressors: ReadonlyMap<string, Decompress> = new Map<string, Decompress>([
  ['gzip', gunzipWhole],
  ['x-gzip', gunzipWhole],
  ['deflate', inflateEither],
  ['br', brotliDecompressSync],
  ...(zstdDecompress === undefined ? [] : ([['zstd', zstdDecompress]] as const)),
])

const maxEncodings = 3

/**
 * The body without its content encodings, of at most `maxBodyBytes` (RFC 9110, section 8.4: listed in the
 * order in which they were applied): gzip, deflate, br, and zstd where Node has it. An empty body is empty under every
 * encoding, and what follows a whole stream is no part of it.
 * Throws a `PageFailure`: `truncated`, `bad-encoding` or `body-too-large`.
 */
export function decodedBody(body: Bytes, contentEncoding: string, maxBodyBytes: number): Bytes {
  const encodings = namedEncodings(contentEncoding)
  if (encodings.length > maxEncodings) {
    throw bodyFailure('bad-encoding', `The body has more than ${maxEncodings} content encodings.`)
  }
  const decoded = encodings.reduceRight((bytes, name) => decodedOnce(bytes, name, maxBodyBytes), body)
  if (decoded.length > maxBodyBytes) throw tooLarge(maxBodyBytes)
  return decoded
}

function namedEncodings(contentEncoding: string): string[] {
  return contentEncoding
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity')
}

function decodedOnce(body: Bytes, name: string, maxBodyBytes: number): Bytes {
  const decompress = decompressors.get(name)
  if (decompress === undefined) {
    throw bodyFailure('bad-encoding', `The content encoding "${name.slice(0, 40)}" is not supported.`)
  }
  if (body.length === 0) return body
  try {
    return decompress(body, { maxOutputLength: Math.max(1, maxBodyBytes) })
  } catch (error) {
    throw decodingFailure(error, name, maxBodyBytes)
  }
}

function decodingFailure(error: unknown, name: string, maxBodyBytes: number): PageFailure | unknown {
  const code = errorCode(error)
  if (code === undefined) return error
  if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(maxBodyBytes)
  if (code === 'Z_BUF_ERROR') return bodyFailure('truncated', `The ${name} stream ends early.`)
  return bodyFailure('bad-encoding', `The body is not valid ${name} (${code}).`)
}

function tooLarge(maxBodyBytes: number): PageFailure {
  return bodyFailure('body-too-large', `The decoded body is larger than ${maxBodyBytes} bytes.`)
}

/**
 * All members of a gzip body. Some servers add a line end or the like after the last, which browsers leave out
 * silently, and so is it here; a further member that is cut or broken is an error.
 */
function gunzipWhole(body: Bytes, options: { maxOutputLength: number }): Bytes {
  try {
    return gunzipSync(body, options)
  } catch (error) {
    if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') throw error
    const length = gzipLength(body, options.maxOutputLength)
    if (length === 0 || length === body.length || isMemberStart(body.subarray(length))) throw error
    return gunzipSync(body.subarray(0, length), options)
  }
}

/** Servers send `deflate` with the zlib wrapper (RFC 1950), as they should, and without it (RFC 1951). */
function inflateEither(body: Bytes, options: { maxOutputLength: number }): Bytes {
  return hasZlibHeader(body) ? inflateSync(body, options) : inflateRawSync(body, options)
}

function hasZlibHeader(body: Bytes): boolean {
  const [method = 0, flags] = body
  // A lone byte is a cut stream either way; the wrapped reading says so.
  if (flags === undefined) return true
  return (method & 0x0f) === 8 && ((method << 8) | flags) % 31 === 0
}
