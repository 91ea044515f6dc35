import type { GiveWay } from '../../config/giveWay.ts'
import { createLinker } from './createLinker.ts'
import type { Texts } from './createTextList.ts'
import { mixed32 } from './hash32.ts'

/** For each place of the texts, the first place with the same text on the same host. Takes time by the number of texts, however many of them are one. */
export async function firstsOnHost({ length, hosts, first }: Texts, giveWay: GiveWay): Promise<Uint32Array> {
  const firstOnHost = new Uint32Array(length)
  const link = createLinker(length)
  await link(
    {
      hashOf: (place) => mixed32(first[place] ?? 0, hosts[place] ?? 0),
      isEqual: (a, b) => first[a] === first[b] && hosts[a] === hosts[b],
      link: (place, before) => {
        firstOnHost[place] = before === -1 ? place : (firstOnHost[before] ?? place)
      },
    },
    giveWay,
  )
  return firstOnHost
}
