import { unpackedArrays } from '../unpackedArrays.ts'
import type { Model } from './model.ts'

/** The model that `tools/packedModel.js` has packed. Reading the written one takes a thread many times as long, for all code is cold when it starts. */
export function unpackedModel(packed: Uint8Array<ArrayBuffer>): Model {
  const [words, path, own, list, kinds, textWords, textWeights, roots, nodes, thresholds, leaves] =
    unpackedArrays(packed, [
      Int32Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Int32Array,
      Float64Array,
      Int16Array,
      Int16Array,
      Float64Array,
      Float64Array,
    ])
  const places = new Map<number, number>()
  for (let place = 0; place < words.length; place++) places.set(words[place] as number, place)
  const text = new Map<number, number>()
  for (let at = 0; at < textWords.length; at++) text.set(textWords[at] as number, textWeights[at] as number)
  return {
    weights: { places, path, own, list, kinds, text },
    trees: { roots, nodes, thresholds, leaves },
  }
}
