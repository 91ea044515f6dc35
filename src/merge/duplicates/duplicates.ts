import { createGiveWay, type GiveWay } from '../../config/giveWay.ts'
import type { NearDuplicates, SoftDuplicates } from '../../types.ts'
import { forEachPlace } from '../forEachPlace.ts'
import type { TextReader } from './createShingleCache.ts'
import type { Texts } from './createTextList.ts'
import { firstsOnHost } from './firstsOnHost.ts'
import { nearDuplicates } from './nearDuplicates.ts'
import { softDuplicates } from './softDuplicates.ts'

export interface Duplicates {
  /** By their canonical pages. */
  readonly near: readonly NearDuplicates[]
  /** By their lowest pages. */
  readonly soft: readonly SoftDuplicates[]
  readonly repeats: Repeats
}

/** Pages of which one before them, on the same host, has the very same text. */
export interface Repeats {
  isRepeat(index: number): boolean
  /** How many there are, by host. */
  readonly onHost: ReadonlyMap<string, number>
}

/**
 * What has the text of other pages, or nearly; a page without words has no text to share. Reads the texts of those that may be
 * near duplicates, and uses up the bands. Besides the texts it holds about 40 bytes a page and 16 MB, and the event loop
 * for no longer than a few milliseconds or one text takes. The same pages give the same result.
 */
export async function duplicates(texts: Texts, reader: TextReader): Promise<Duplicates> {
  const giveWay = createGiveWay()
  const firstOnHost = await firstsOnHost(texts, giveWay)
  return {
    soft: await softDuplicates(texts, firstOnHost, giveWay),
    repeats: await repeats(texts, firstOnHost, giveWay),
    near: await nearDuplicates(texts, reader, giveWay),
  }
}

async function repeats(
  { indexes, hosts, hostNames }: Texts,
  firstOnHost: Uint32Array,
  giveWay: GiveWay,
): Promise<Repeats> {
  // A bit for each index. They ascend: the last is the largest.
  const bits = new Uint8Array(((indexes.at(-1) ?? 0) >>> 3) + 1)
  const onHost = new Map<string, number>()
  const mark = (place: number): void => {
    if (firstOnHost[place] === place) return
    const index = indexes[place] ?? 0
    bits[index >>> 3] = (bits[index >>> 3] ?? 0) | (1 << (index & 7))
    const host = hostNames[hosts[place] ?? 0] ?? ''
    onHost.set(host, (onHost.get(host) ?? 0) + 1)
  }
  await forEachPlace(indexes.length, mark, giveWay)
  return { onHost, isRepeat: (index) => ((bits[index >>> 3] ?? 0) & (1 << (index & 7))) !== 0 }
}
