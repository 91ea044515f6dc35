import type { GiveWay } from '../../config/giveWay.ts'
import type { CorpusRow } from '../../types.ts'
import { createWholeNumbers } from '../createNumbers.ts'
import { createTable, type Table } from './createTable.ts'
import { hash32 } from './hash32.ts'

const lowSeed = 0x51ed270b
const highSeed = 0x7f4a7c15

/** The pages with words in their main text, in input order, by their place in it: 16 bytes each and their bands. */
export interface Texts {
  readonly length: number
  readonly indexes: Uint32Array
  /** Which of `hostNames` each is of. */
  readonly hosts: Uint32Array
  readonly hostNames: readonly string[]
  /** 64 bits of each text's hash. Two different texts of a million have them in common in one run of 30 million. */
  readonly lowHashes: Uint32Array
  readonly highHashes: Uint32Array
  readonly bands: Table
}

/** Takes in the rows one after another, with their bands. */
export interface TextList {
  add(row: CorpusRow): void
  /** What was added. The list is empty afterwards: whoever takes it may let it go. */
  taken(giveWay: GiveWay): Promise<Texts>
}

export function createTextList(): TextList {
  const hostIds = new Map<string, number>()
  const indexes = createWholeNumbers()
  const hosts = createWholeNumbers()
  const lowHashes = createWholeNumbers()
  const highHashes = createWholeNumbers()
  let bands = createTable()
  return {
    add(row) {
      if (row.status !== 'ok') return
      const { features } = row
      const ofText = features.bands
      if (ofText.length === 0) return
      indexes.push(row.index)
      hosts.push(idOf(hostIds, row.host))
      lowHashes.push(hash32(features.textHash, lowSeed))
      highHashes.push(hash32(features.textHash, highSeed))
      bands.push(ofText)
    },
    async taken(giveWay) {
      const given = bands
      bands = createTable()
      return {
        length: indexes.length,
        indexes: await indexes.taken(giveWay),
        hosts: await hosts.taken(giveWay),
        hostNames: [...hostIds.keys()],
        lowHashes: await lowHashes.taken(giveWay),
        highHashes: await highHashes.taken(giveWay),
        bands: given,
      }
    },
  }
}

function idOf(ids: Map<string, number>, name: string): number {
  const known = ids.get(name)
  if (known !== undefined) return known
  ids.set(name, ids.size)
  return ids.size - 1
}
