import type { GiveWay } from '../../config/giveWay.ts'
import type { CorpusRow } from '../../types.ts'
import { createWholeNumbers } from '../createNumbers.ts'
import { createFirstTexts } from './createFirstTexts.ts'
import { createTable, type Table } from './createTable.ts'
import { hash32 } from './hash32.ts'

const lowSeed = 0x51ed270b
const highSeed = 0x7f4a7c15

/** The pages with words in their main text, in input order, by their place in it: 12 bytes each, and the bands of those whose text is the first of its kind. */
export interface Texts {
  readonly length: number
  readonly indexes: Uint32Array
  /** Which of `hostNames` each is of. */
  readonly hosts: Uint32Array
  readonly hostNames: readonly string[]
  /** The place of the first one with the same text, by 64 bits of its hash: two different texts of a million have them in common in one run of 30 million. */
  readonly first: Uint32Array
  /** A row for each that is the first with its text, in their order. */
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
  const first = createWholeNumbers()
  let firstText = createFirstTexts()
  let bands = createTable()
  return {
    add(row) {
      if (row.status !== 'ok') return
      const { features } = row
      const ofText = features.bands
      if (ofText.length === 0) return
      const place = indexes.length
      const { textHash } = features
      const original = firstText(hash32(textHash, lowSeed) >>> 0, hash32(textHash, highSeed) >>> 0, place)
      indexes.push(row.index)
      hosts.push(idOf(hostIds, row.host))
      first.push(original)
      if (original === place) bands.push(ofText)
    },
    async taken(giveWay) {
      const given = bands
      bands = createTable()
      firstText = createFirstTexts()
      return {
        length: indexes.length,
        indexes: await indexes.taken(giveWay),
        hosts: await hosts.taken(giveWay),
        hostNames: [...hostIds.keys()],
        first: await first.taken(giveWay),
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
