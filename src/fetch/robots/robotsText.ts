import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib'
import type { Exchange } from '../exchange.ts'
import { header } from '../header.ts'

/** Most of a robots.txt, unpacked (RFC 9309, 2.5). */
const MAX_TEXT_BYTES = 512_000

/**
 * The text of a robots.txt; undefined for one that is not in the encoding its headers name. We ask for none, but a file
 * that is kept packed comes as it is. One that only says so is read as it is, too.
 */
export function robotsText({ headers, body }: Pick<Exchange, 'headers' | 'body'>): string | undefined {
  const encoding = (header(headers, 'content-encoding') ?? '').trim().toLowerCase()
  try {
    return new TextDecoder().decode(unpacked(body, encoding))
  } catch {
    return isText(body) ? new TextDecoder().decode(body) : undefined
  }
}

function unpacked(body: Uint8Array, encoding: string): Uint8Array {
  // What was cut at its bound still counts as far as it goes.
  const cut = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 20 * MAX_TEXT_BYTES }
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return gunzipSync(body, cut).subarray(0, MAX_TEXT_BYTES)
    case 'deflate':
      return inflateSync(body, cut).subarray(0, MAX_TEXT_BYTES)
    case 'br':
      return brotliDecompressSync(body, {
        finishFlush: constants.BROTLI_OPERATION_FLUSH,
        maxOutputLength: cut.maxOutputLength,
      }).subarray(0, MAX_TEXT_BYTES)
    default:
      return body
  }
}

/** Packed bytes hold some that no text has. */
const isText = (body: Uint8Array): boolean =>
  !body.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))
