type ArrayType =
  | Float64ArrayConstructor
  | Uint32ArrayConstructor
  | Int32ArrayConstructor
  | Uint16ArrayConstructor
  | Int16ArrayConstructor
  | Uint8ArrayConstructor

/** Where the largest numbers may begin. */
const alignment = 8

/**
 * The arrays that `tools/packedArrays.js` has packed, by their types. They lie in `bytes` itself: nothing is read before it is looked at. For machines that
 * have the lowest byte of a number first, as all have that the program runs on.
 */
export function unpackedArrays<const Types extends readonly ArrayType[]>(
  bytes: Uint8Array<ArrayBuffer>,
  types: Types,
): { [At in keyof Types]: InstanceType<Types[At]> } {
  const { buffer, byteOffset } = bytes.byteOffset % alignment === 0 ? bytes : Uint8Array.from(bytes)
  const lengths = new Uint32Array(buffer, byteOffset, types.length)
  let at = byteOffset + aligned(lengths.byteLength)
  const arrays = types.map((Type, index) => {
    const array = new Type(buffer, at, lengths[index])
    at += aligned(array.byteLength)
    return array
  })
  return arrays as { [At in keyof Types]: InstanceType<Types[At]> }
}

function aligned(length: number): number {
  return Math.ceil(length / alignment) * alignment
}
