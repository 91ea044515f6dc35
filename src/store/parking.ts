import type { ListedEntry, StoredResult } from '../types.ts'
import type { StateDatabase } from './database.ts'
import type { HostTable } from './hostTable.ts'
import { listedEntry } from './listedEntry.ts'
import type { Results } from './results.ts'
import { LISTED_ENTRY, QUEUE_STATE } from './schema.ts'

/** Pages that take no part until it is known whether their origin can be reached. Only this start knows of them. */
export interface Parking {
  park(page: number, origin: string): void
  /** Makes up to `limit` of the origin's pages ready again, lowest index first. Returns how many those are. */
  unpark(origin: string, limit: number): number
  /** Finishes up to `limit` of the origin's pages with this result, lowest index first. Returns them. */
  giveUp(origin: string, result: StoredResult, limit: number): ListedEntry[]
}

export interface ParkingOptions {
  readonly database: StateDatabase
  readonly hosts: HostTable
  readonly results: Results
}

export function createParking({ database, hosts, results }: ParkingOptions): Parking {
  const setParked = database.prepare(
    `UPDATE queue SET state = ${QUEUE_STATE.parked}, parked_for = ? WHERE page = ?`,
  )
  const setFreed = database.prepare('UPDATE queue SET state = ?, parked_for = NULL WHERE page = ?')
  const selectParked = database.prepare(
    'SELECT page, host FROM queue WHERE parked_for = ? ORDER BY first_idx LIMIT ?',
  )
  const selectWritten = database.prepare(
    `SELECT q.page, ${LISTED_ENTRY}
     FROM queue q JOIN entries e ON e.idx = q.first_idx JOIN pages p ON p.id = q.page
     WHERE q.parked_for = ? ORDER BY q.first_idx LIMIT ?`,
  )
  const dropAttempts = database.prepare('DELETE FROM failed_attempts WHERE page = ?')

  return {
    park: (page, origin) => void setParked.run(origin, page),
    unpark(origin, limit) {
      const parked = selectParked.all(origin, limit)
      for (const [page, host] of parked) {
        setFreed.run(QUEUE_STATE.ready, Number(page))
        hosts.addReady(Number(host), 1)
      }
      return parked.length
    },
    giveUp(origin, result, limit) {
      return selectWritten.all(origin, limit).map(([id, ...entry]) => {
        const page = Number(id)
        results.putGivenUp(page, result)
        dropAttempts.run(page)
        setFreed.run(QUEUE_STATE.done, page)
        return listedEntry(entry)
      })
    },
  }
}
