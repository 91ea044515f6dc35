import { unpackedArrays } from '../unpackedArrays.ts'
import type { Model } from './model.ts'

/** The model that `tools/packedModel.js` has packed. Reading the written one takes a thread many times as long, for all code is cold when it starts. */
export function unpackedModel(packed: Uint8Array<ArrayBuffer>): Model {
  const [
    words,
    slots,
    path,
    own,
    list,
    kinds,
    textHashes,
    textSlots,
    text,
    roots,
    nodes,
    thresholds,
    leaves,
  ] = unpackedArrays(packed, [
    Int32Array,
    Uint16Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Int32Array,
    Uint16Array,
    Float64Array,
    Int16Array,
    Int16Array,
    Float64Array,
    Float64Array,
  ])
  const textWords = { words: textHashes, slots: textSlots }
  return {
    weights: { words: { words, slots }, path, own, list, kinds, textWords, text },
    trees: { roots, nodes, thresholds, leaves },
  }
}
