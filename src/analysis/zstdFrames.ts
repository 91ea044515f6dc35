const magicBytes = 4
const checksumBytes = 4

/** A run of frames of which none is cut. */
export interface ZstdFrames {
  /** The compressed frames, one after another; at most one more than was asked for. */
  readonly frames: readonly Uint8Array<ArrayBuffer>[]
  /** Whether the last frame that begins has no end. */
  readonly isCut: boolean
}

/**
 * The frames of a zstd body (RFC 8878, section 3.1) by their lengths alone: no block is decompressed. Skippable
 * frames are passed over; what follows the last frame and is none is left out. Needed for `zstdDecompressSync` of
 * Node 22 and 24 takes only the first frame, and that of 22 takes a cut one for whole.
 */
export function zstdFrames(body: Uint8Array<ArrayBuffer>, maxFrames: number): ZstdFrames {
  const frames: Uint8Array<ArrayBuffer>[] = []
  let start = 0
  for (;;) {
    const rest = body.subarray(start)
    const kind = frameKind(rest)
    if (kind === 'none' || frames.length > maxFrames) return { frames, isCut: false }
    const length = kind === 'cut' ? null : kind === 'skippable' ? skippableLength(rest) : frameLength(rest)
    if (length === null || length > rest.length) return { frames, isCut: true }
    if (kind === 'data') frames.push(rest.subarray(0, length))
    start += length
  }
}

function frameKind(rest: Uint8Array): 'data' | 'skippable' | 'cut' | 'none' {
  const [a, b, c, d] = rest
  const isData = begins([a, b, c, d], [0x28, 0xb5, 0x2f, 0xfd])
  const isSkippable = (a ?? 0) >> 4 === 5 && begins([b, c, d], [0x2a, 0x4d, 0x18])
  if (rest.length === 0 || !(isData || isSkippable)) return 'none'
  if (rest.length < magicBytes) return 'cut'
  return isData ? 'data' : 'skippable'
}

/** Whether the bytes are these, as far as there are any. */
function begins(bytes: readonly (number | undefined)[], wanted: readonly number[]): boolean {
  return bytes.every((byte, i) => byte === undefined || byte === wanted[i])
}

function skippableLength(frame: Uint8Array): number | null {
  const size = littleEndian(frame, magicBytes, 4)
  return size === null ? null : magicBytes + 4 + size
}

function frameLength(frame: Uint8Array): number | null {
  const descriptor = frame[magicBytes]
  if (descriptor === undefined) return null
  const hasChecksum = (descriptor & 0b100) !== 0
  let at = magicBytes + headerLength(descriptor)
  for (;;) {
    const header = littleEndian(frame, at, 3)
    if (header === null) return null
    const isRepeatedByte = ((header >> 1) & 0b11) === 1
    at += 3 + (isRepeatedByte ? 1 : header >> 3)
    if (header & 1) return hasChecksum ? at + checksumBytes : at
  }
}

/** Length of the frame header after its magic number. */
function headerLength(descriptor: number): number {
  const isSingleSegment = (descriptor & 0b100000) !== 0
  const dictionaryId = [0, 1, 2, 4][descriptor & 0b11] ?? 0
  const contentSize = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0
  return 1 + (isSingleSegment ? 0 : 1) + dictionaryId + contentSize
}

function littleEndian(bytes: Uint8Array, at: number, length: number): number | null {
  if (at + length > bytes.length) return null
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).readUIntLE(at, length)
}
