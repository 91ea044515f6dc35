import * as zlib from 'node:zlib'
import { bodyFailure } from './pageFailure.ts'
import { zstdFrames } from './zstdFrames.ts'

type Bytes = Uint8Array<ArrayBuffer>
interface Bounds {
  readonly maxOutputLength: number
}
type DecompressFrame = (
  frame: Bytes,
  options: Bounds & { readonly params: Readonly<Record<number, number>> },
) => Bytes

/** Node has it since 22.15. */
const { zstdDecompressSync } = zlib as typeof zlib & { readonly zstdDecompressSync?: DecompressFrame }

/** `ZSTD_d_windowLogMax`: no content coding may ask for a window of more than 8 MiB (RFC 9659). */
const params = { 100: 23 }
/** Each costs a call, however little is in it. */
const maxFrames = 1000

/**
 * Decompresses all frames of a zstd body within the bounds, or undefined where this Node cannot. Throws as zlib does,
 * and a `PageFailure` for a body that is cut or in too many pieces.
 */
export const zstdDecompress = zstdDecompressSync === undefined ? undefined : withAllFrames(zstdDecompressSync)

function withAllFrames(decompress: DecompressFrame): (body: Bytes, bounds: Bounds) => Bytes {
  return (body, { maxOutputLength }) => {
    const { frames, isCut } = zstdFrames(body, maxFrames)
    if (isCut) throw bodyFailure('truncated', 'The zstd stream ends early.')
    if (frames.length > maxFrames)
      throw bodyFailure('bad-encoding', `The body has more than ${maxFrames} zstd frames.`)
    // What begins with no frame is not zstd, and the decoder says so best.
    if (frames.length < 2) return decompress(frames[0] ?? body, { maxOutputLength, params })
    let left = maxOutputLength
    const parts = frames.map((frame) => {
      // The least limit there is is 1; the sum is looked at again when all is decoded.
      const part = decompress(frame, { maxOutputLength: Math.max(1, left), params })
      left -= part.length
      return part
    })
    return Buffer.concat(parts)
  }
}
