import type { InputEntry, PageEntry, StoredRow } from '../types.ts'
import type { StateDatabase } from './database.ts'
import type { HostTable } from './hostTable.ts'
import { QUEUE_STATE } from './schema.ts'

/** The list of this start: every entry in order, and a place in the queue for each page that has no result yet. */
export interface PageList {
  /** Numbers an entry. Returns its row where that is final already: invalid, a duplicate, or done earlier in this run. */
  add(entry: InputEntry): AddedEntry
  readonly length: number
}

export interface AddedEntry {
  /** The entry's row, where it is final. */
  readonly row?: StoredRow
  readonly failed: boolean
  /** An earlier start has put it off; it may not run yet. */
  readonly waiting?: boolean
}

export interface PageListOptions {
  readonly database: StateDatabase
  readonly hosts: HostTable
  readonly runId: number
  readonly analysisKey: string
}

export function createPageList({ database, hosts, runId, analysisKey }: PageListOptions): PageList {
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
    'SELECT status, json FROM results WHERE page = ? AND run = ? AND analysis_key = ?',
  )
  const selectAttempts = database.prepare('SELECT due_at FROM failed_attempts WHERE page = ? AND run = ?')
  let length = 0

  const addPage = (index: number, entry: PageEntry): AddedEntry => {
    const known = selectPage.first(entry.url)?.[0]
    const page = typeof known === 'number' ? known : insertPage.run(entry.url).lastInsertRowid
    const host = hosts.id(entry.host)
    insertEntry.run(index, page, host, entry.written === entry.url ? null : entry.written, null)
    const row = { index, url: entry.written }
    // Most pages of most runs are new: what only a known page can have is not looked for.
    const isKnown = typeof known === 'number'
    const earlier = isKnown ? selectQueued.first(page) : undefined
    const done = isKnown ? selectResult.first(page, runId, analysisKey) : undefined
    const waiting = isKnown ? selectAttempts.first(page, runId) : undefined
    if (earlier !== undefined)
      return { row: { ...row, kind: 'duplicate', of: Number(earlier[0]) }, failed: false }
    if (done !== undefined) {
      insertQueued.run(page, index, host, QUEUE_STATE.done, null)
      return { row: { ...row, kind: 'result', json: String(done[1]) }, failed: done[0] === 'failed' }
    }
    if (waiting !== undefined) {
      insertQueued.run(page, index, host, QUEUE_STATE.waiting, Number(waiting[0]))
      return { failed: false, waiting: true }
    }
    insertQueued.run(page, index, host, QUEUE_STATE.ready, null)
    hosts.addReady(host, 1)
    return { failed: false }
  }
  return {
    add(entry) {
      const index = length
      length += 1
      if ('url' in entry) return addPage(index, entry)
      const message = `${entry.origin}: ${entry.invalid}`
      insertEntry.run(index, null, null, entry.written, message)
      return { row: { index, url: entry.written, kind: 'invalid', message }, failed: true }
    },
    get length() {
      return length
    },
  }
}
