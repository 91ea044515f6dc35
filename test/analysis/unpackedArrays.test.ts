import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unpackedArrays } from '../../src/analysis/unpackedArrays.ts'
import { packedArrays } from '../../tools/packedArrays.js'

const types = [Uint8Array, Float64Array, Int16Array, Uint32Array, Uint16Array, Int32Array] as const
const arrays = fc.tuple(
  fc.uint8Array(),
  fc.float64Array(),
  fc.int16Array(),
  fc.uint32Array(),
  fc.uint16Array(),
  fc.int32Array(),
)

test('packed arrays are the same again, wherever their bytes lie', () => {
  fc.assert(
    fc.property(arrays, fc.nat(9), (given, before) => {
      const packed = packedArrays(given)
      const moved = new Uint8Array(before + packed.length).subarray(before)
      moved.set(packed)
      expect(unpackedArrays(moved, types)).toEqual(given)
    }),
  )
})

test('packed arrays lie in the bytes they are read from', () => {
  const packed = packedArrays([Uint8Array.of(1, 2, 3), Float64Array.of(0.1)])
  const [bytes, numbers] = unpackedArrays(packed, [Uint8Array, Float64Array])
  expect(bytes.buffer).toBe(packed.buffer)
  expect(numbers.buffer).toBe(packed.buffer)
})

test('fewer bytes than were packed are refused', () => {
  const packed = packedArrays([Float64Array.of(1, 2)])
  expect(() => unpackedArrays(packed.slice(0, -8), [Float64Array])).toThrow(RangeError)
})
