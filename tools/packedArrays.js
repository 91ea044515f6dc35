/** @typedef {Float64Array | Uint32Array | Int32Array | Uint16Array | Int16Array | Uint8Array} NumberArray */

/** Arrays begin where the largest of their numbers may. */
const ALIGNMENT = 8

/**
 * The arrays in one piece, as `src/analysis/unpackedArrays.ts` reads them where they lie: how many numbers each has, in 32 bits, then the arrays. Each
 * begins at a multiple of eight bytes, the lowest byte of a number first.
 */
export function packedArrays(/** @type {readonly NumberArray[]} */ arrays) {
  const pieces = [Uint32Array.from(arrays, ({ length }) => length), ...arrays].map(
    ({ buffer, byteOffset, byteLength }) => aligned(new Uint8Array(buffer, byteOffset, byteLength)),
  )
  return Uint8Array.from(Buffer.concat(pieces))
}

function aligned(/** @type {Uint8Array} */ bytes) {
  const filled = new Uint8Array(Math.ceil(bytes.length / ALIGNMENT) * ALIGNMENT)
  filled.set(bytes)
  return filled
}
