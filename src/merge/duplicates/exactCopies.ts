import type { GiveWay } from '../../config/giveWay.ts'
import type { Texts } from './createTextList.ts'
import { mixed32 } from './hash32.ts'
import { linkEqual } from './linkEqual.ts'

/** For each place of the texts, the first place with the same text: anywhere, and on the same host. */
export interface ExactCopies {
  readonly first: Uint32Array
  readonly firstOnHost: Uint32Array
}

/** Takes time by the number of texts, however many of them are one. */
export async function exactCopies(texts: Texts, giveWay: GiveWay): Promise<ExactCopies> {
  const { length, hosts, lowHashes, highHashes } = texts
  const first = new Uint32Array(length)
  await linkEqual(
    {
      length,
      hashOf: (place) => lowHashes[place] ?? 0,
      isEqual: (a, b) => lowHashes[a] === lowHashes[b] && highHashes[a] === highHashes[b],
      link: keepFirst(first),
    },
    giveWay,
  )
  const firstOnHost = new Uint32Array(length)
  await linkEqual(
    {
      length,
      hashOf: (place) => mixed32(first[place] ?? 0, hosts[place] ?? 0),
      isEqual: (a, b) => first[a] === first[b] && hosts[a] === hosts[b],
      link: keepFirst(firstOnHost),
    },
    giveWay,
  )
  return { first, firstOnHost }
}

function keepFirst(first: Uint32Array): (place: number, before: number) => void {
  return (place, before) => {
    first[place] = before === -1 ? place : (first[before] ?? place)
  }
}
