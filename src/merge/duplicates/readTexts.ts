import type { CorpusRow } from '../../types.ts'
import { createColumn } from './createColumn.ts'
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

/** Reads all rows once, giving way to the event loop after each group. */
export async function readTexts(rows: Iterable<readonly CorpusRow[]>): Promise<Texts> {
  const hostIds = new Map<string, number>()
  const indexes = createColumn()
  const hosts = createColumn()
  const lowHashes = createColumn()
  const highHashes = createColumn()
  const bands = createTable()
  for (const group of rows) {
    for (const row of group) {
      if (row.status !== 'ok' || row.features.bands.length === 0) continue
      indexes.push(row.index)
      hosts.push(idOf(hostIds, row.host))
      lowHashes.push(hash32(row.features.textHash, lowSeed))
      highHashes.push(hash32(row.features.textHash, highSeed))
      bands.push(row.features.bands)
    }
    await new Promise(setImmediate)
  }
  return {
    length: indexes.values().length,
    indexes: indexes.values(),
    hosts: hosts.values(),
    hostNames: [...hostIds.keys()],
    lowHashes: lowHashes.values(),
    highHashes: highHashes.values(),
    bands,
  }
}

function idOf(ids: Map<string, number>, name: string): number {
  const known = ids.get(name)
  if (known !== undefined) return known
  ids.set(name, ids.size)
  return ids.size - 1
}
