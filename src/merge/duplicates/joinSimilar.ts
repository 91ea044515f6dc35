import type { GiveWay } from '../../config/giveWay.ts'
import type { Components } from './createComponents.ts'

/** Texts whose Jaccard similarity, over their shingles of three words, is at least this are near duplicates. */
export const minNearDuplicateSimilarity = 0.8

/** A text is compared in vain with at most so many earlier ones. */
const maxVainComparisons = 16

interface ComparedTexts {
  /** The places of the texts. */
  readonly places: Uint32Array
  /** The places of earlier texts that may be similar to the one at `places[rank]`, the likeliest first. */
  candidatesOf(rank: number): readonly number[]
  similarity(place: number, other: number): number
  readonly components: Components
}

/** Joins texts that are similar, comparing none that are joined already. Each costs at most 16 comparisons in vain. */
export async function joinSimilar(texts: ComparedTexts, giveWay: GiveWay): Promise<void> {
  const { places, components } = texts
  for (let rank = 0; rank < places.length; rank++) {
    const place = places[rank] ?? 0
    let vain = 0
    for (const other of texts.candidatesOf(rank)) {
      if (components.of(other) === components.of(place)) continue
      const similarity = texts.similarity(place, other)
      if (similarity >= minNearDuplicateSimilarity) {
        components.join(place, other, Math.floor(similarity * 100))
      } else if (++vain === maxVainComparisons) break
      await giveWay()
    }
    await giveWay()
  }
}
