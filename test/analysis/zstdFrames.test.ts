import { describe, expect, test } from 'vitest'
import { zstdFrames as framesUpTo } from '../../src/analysis/zstdFrames.ts'

type Parts = (readonly number[])[]
const bytesOf = (...parts: Parts) => new Uint8Array(parts.flat())

const zstdFrames = (body: Uint8Array<ArrayBuffer>) => framesUpTo(body, 10)

const magic = [0x28, 0xb5, 0x2f, 0xfd]
/** Length and type (0 raw, 1 one byte repeated, 2 compressed) of a block; the last says so. */
const block = (type: number, size: number, isLast: boolean) => {
  const header = (size << 3) | (type << 1) | (isLast ? 1 : 0)
  const content = Array<number>(type === 1 ? 1 : size).fill(7)
  return [header & 0xff, (header >> 8) & 0xff, header >> 16, ...content]
}
const skippable = (size: number) => [0x53, 0x2a, 0x4d, 0x18, size, 0, 0, 0, ...Array<number>(size).fill(0x28)]
const lengths = (body: Uint8Array<ArrayBuffer>) => zstdFrames(body).frames.map(({ length }) => length)

/** Descriptor, and the number of bytes of the header after it. */
const headers: readonly (readonly [string, number, number])[] = [
  ['a window', 0b0000_0000, 1],
  ['a window and a size of 2 bytes', 0b0100_0000, 3],
  ['a window and a size of 4 bytes', 0b1000_0000, 5],
  ['a window and a size of 8 bytes', 0b1100_0000, 9],
  ['a single segment', 0b0010_0000, 1],
  ['a single segment with a size of 8 bytes', 0b1110_0000, 8],
  ['a dictionary of 1 byte', 0b0000_0001, 2],
  ['a dictionary of 4 bytes', 0b0000_0011, 5],
]

describe('the frames of a zstd body', () => {
  test.each(headers)('are measured with %s', (_what, descriptor, rest) => {
    const header = [...magic, descriptor, ...Array<number>(rest).fill(0)]
    const frame = bytesOf(header, block(0, 5, false), block(1, 5000, false), block(2, 300, true))
    expect(zstdFrames(frame)).toEqual({ frames: [frame], isCut: false })
    for (let cut = 1; cut < frame.length; cut++)
      expect(zstdFrames(frame.subarray(0, cut)), `${cut}`).toEqual({ frames: [], isCut: true })
  })

  test('end with their checksum', () => {
    const frame = bytesOf(magic, [0b0010_0100, 0], block(0, 3, true), [1, 2, 3, 4])
    expect(lengths(frame)).toEqual([frame.length])
    expect(zstdFrames(frame.subarray(0, -1)).isCut).toBe(true)
  })

  test('stand one after another, with what is to be skipped between them', () => {
    const frame = [...magic, 0b0010_0000, 0, ...block(0, 3, true)]
    const body = bytesOf(skippable(9), frame, skippable(0), frame)
    expect(lengths(body)).toEqual([frame.length, frame.length])
    expect(zstdFrames(body).isCut).toBe(false)
    expect(zstdFrames(body.subarray(0, -1))).toMatchObject({ frames: { length: 1 }, isCut: true })
    expect(zstdFrames(bytesOf(frame, skippable(9)).subarray(0, -1)).isCut).toBe(true)
  })

  test('are counted no further than asked', () => {
    const frame = [...magic, 0b0010_0000, 0, ...block(0, 3, true)]
    expect(framesUpTo(bytesOf(frame, frame, frame, frame), 2).frames).toHaveLength(3)
  })

  test('end before what is no frame', () => {
    const frame = [...magic, 0b0010_0000, 0, ...block(0, 3, true)]
    expect(zstdFrames(bytesOf(frame, [10]))).toMatchObject({ frames: { length: 1 }, isCut: false })
    expect(zstdFrames(bytesOf([60, 112, 62]))).toEqual({ frames: [], isCut: false })
    expect(zstdFrames(bytesOf([]))).toEqual({ frames: [], isCut: false })
  })
})
