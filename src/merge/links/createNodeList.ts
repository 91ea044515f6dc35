import type { GiveWay } from '../../config/giveWay.ts'
import type { CorpusRow } from '../../types.ts'
import { createBytes, createDoubles, createWholeNumbers } from '../createNumbers.ts'

/** The pages of a run, numbered from 0 in input order: what the graph has to know of each. */
export interface Nodes {
  /** Of their rows, rising. */
  readonly indices: Uint32Array
  /** `OK`, `FAILED`, or another number. */
  readonly statuses: Uint8Array
  readonly keyHashes: Float64Array
  /** Of where a page came from in the end; NaN for one that is not ok. */
  readonly finalHashes: Float64Array
}

const STATUSES: readonly CorpusRow['status'][] = ['ok', 'failed', 'skipped']
export const OK = STATUSES.indexOf('ok')
export const FAILED = STATUSES.indexOf('failed')

/** Numbers the rows as they are added. */
export interface NodeList {
  add(row: CorpusRow): void
  /** What was added. The list is empty afterwards. */
  taken(giveWay: GiveWay): Promise<Nodes>
}

export function createNodeList(urlHash: (key: string) => number): NodeList {
  const indices = createWholeNumbers()
  const statuses = createBytes()
  const keyHashes = createDoubles()
  const finalHashes = createDoubles()
  return {
    add(row) {
      indices.push(row.index)
      statuses.push(STATUSES.indexOf(row.status))
      keyHashes.push(urlHash(row.key))
      finalHashes.push(row.status === 'ok' ? row.finalHash : Number.NaN)
    },
    async taken(giveWay) {
      return {
        indices: await indices.taken(giveWay),
        statuses: await statuses.taken(giveWay),
        keyHashes: await keyHashes.taken(giveWay),
        finalHashes: await finalHashes.taken(giveWay),
      }
    },
  }
}
