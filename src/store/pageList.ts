import type { InputEntry, PageEntry, StoredRow } from '../types.ts'
import type { StateDatabase } from './database.ts'
import type { HostTable } from './hostTable.ts'
import type { WrittenPage } from './parking.ts'
import type { Run } from './runs.ts'
import { QUEUE_STATE } from './schema.ts'

/** The list of this start: every entry in order, and a place in the queue for each page that has no result yet. */
export interface PageList {
  /** Numbers an entry. Says whether it is done already: invalid, a duplicate, or a page done earlier in this run. */
  add(entry: InputEntry): AddedEntry
  readonly length: number
}

export type AddedEntry =
  /** Without a row to tell where that is held back. */
  | { readonly kind: 'done'; readonly isFailed: boolean; readonly row?: StoredRow }
  | { readonly kind: 'ready' }
  /** An earlier start has put it off; it may not run yet. */
  | { readonly kind: 'waiting' }

export interface PageListOptions {
  readonly database: StateDatabase
  readonly hosts: HostTable
  readonly run: Run
  readonly analysisKey: string
}

/** A page's place in the queue. */
interface Place {
  readonly state: number
  readonly dueAt: number | null
  readonly added: AddedEntry
}

const READY: Place = { state: QUEUE_STATE.ready, dueAt: null, added: { kind: 'ready' } }

export function createPageList({ database, hosts, run, analysisKey }: PageListOptions): PageList {
  const selectPage = database.prepare('SELECT id FROM pages WHERE url = ?')
  const insertPage = database.prepare('INSERT INTO pages (url) VALUES (?)')
  const insertEntry = database.prepare(
    'INSERT INTO entries (idx, page, host, written, invalid) VALUES (?, ?, ?, ?, ?)',
  )
  const selectQueued = database.prepare('SELECT first_idx FROM queue WHERE page = ?')
  const insertQueued = database.prepare(
    'INSERT INTO queue (page, first_idx, host, state, due_at) VALUES (?, ?, ?, ?, ?)',
  )
  const selectResult = database.prepare(
    `SELECT r.status, r.json, b.page FROM results r LEFT JOIN held_back b ON b.page = r.page
     WHERE r.page = ? AND r.run = ? AND r.analysis_key = ?`,
  )
  const selectAttempts = database.prepare('SELECT due_at FROM failed_attempts WHERE page = ? AND run = ?')
  let length = 0

  /** The place of a page that an earlier start of this run has finished, or put off. */
  const earlierPlace = (page: number, written: WrittenPage): Place | undefined => {
    const result = selectResult.first(page, run.id, analysisKey)
    if (result !== undefined) {
      const [status, json, heldBack] = result
      const row = { ...written, kind: 'result', json: String(json) } as const
      const added = done(status === 'failed', heldBack === null ? row : undefined)
      return { state: QUEUE_STATE.done, dueAt: null, added }
    }
    const dueAt = selectAttempts.first(page, run.id)?.[0]
    if (dueAt === undefined) return undefined
    return { state: QUEUE_STATE.waiting, dueAt: Number(dueAt), added: { kind: 'waiting' } }
  }

  const addPage = (index: number, entry: PageEntry): AddedEntry => {
    const known = selectPage.first(entry.url)?.[0]
    // Most pages of most runs are new: what only a known page can have is not looked for.
    const isKnown = typeof known === 'number'
    const page = isKnown ? known : insertPage.run(entry.url).lastInsertRowid
    const host = hosts.id(entry.host)
    const written = { index, url: entry.written }
    insertEntry.run(index, page, host, entry.written === entry.url ? null : entry.written, null)
    const first = isKnown ? selectQueued.first(page)?.[0] : undefined
    if (first !== undefined) return done(false, { ...written, kind: 'duplicate', of: Number(first) })
    const place = (isKnown && run.continued && earlierPlace(page, written)) || READY
    insertQueued.run(page, index, host, place.state, place.dueAt)
    if (place.state === QUEUE_STATE.ready) hosts.addReady(host, 1)
    return place.added
  }
  return {
    add(entry) {
      const index = length
      length += 1
      if ('url' in entry) return addPage(index, entry)
      const message = `${entry.origin}: ${entry.invalid}`
      insertEntry.run(index, null, null, entry.written, message)
      return done(true, { index, url: entry.written, kind: 'invalid', message })
    },
    get length() {
      return length
    },
  }
}

function done(isFailed: boolean, row?: StoredRow): AddedEntry {
  return row === undefined ? { kind: 'done', isFailed } : { kind: 'done', isFailed, row }
}
