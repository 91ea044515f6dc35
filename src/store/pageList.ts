import type { InputEntry, ListedEntry, PageEntry, StoredRow } from '../types.ts'
import type { StateDatabase } from './database.ts'
import type { HostTable } from './hostTable.ts'
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

/** What is known of an entry besides: the URL its page is asked for by, or why it has none. */
interface More {
  readonly askedFor?: string
  readonly invalid?: string
}

const READY: Place = { state: QUEUE_STATE.ready, dueAt: null, added: { kind: 'ready' } }

export function createPageList({ database, hosts, run, analysisKey }: PageListOptions): PageList {
  const selectPage = database.prepare('SELECT id, url FROM pages WHERE key = ?')
  const insertPage = database.prepare('INSERT INTO pages (key, url) VALUES (?, ?)')
  const updateUrl = database.prepare('UPDATE pages SET url = ? WHERE id = ?')
  const insertEntry = database.prepare(
    'INSERT INTO entries (idx, page, host, written, invalid, input) VALUES (?, ?, ?, ?, ?, ?)',
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
  const earlierPlace = (page: number, written: ListedEntry): Place | undefined => {
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

  const insertListed = (listed: ListedEntry, page: number | null, host: number | null, more: More): void => {
    const written = listed.url === more.askedFor ? null : listed.url
    insertEntry.run(listed.index, page, host, written, more.invalid ?? null, listed.input ?? null)
  }

  const addPage = (listed: ListedEntry, entry: PageEntry): AddedEntry => {
    const host = hosts.id(entry.host)
    const own = entry.url === entry.key ? null : entry.url
    // Most pages of most runs are new: what only a known page can have is not looked for.
    const known = selectPage.first(entry.key)
    const page = known === undefined ? insertPage.run(entry.key, own).lastInsertRowid : Number(known[0])
    const first = known && selectQueued.first(page)?.[0]
    if (first !== undefined) {
      insertListed(listed, page, host, { askedFor: String(known?.[1] ?? entry.key) })
      return done(false, { ...listed, kind: 'duplicate', of: Number(first) })
    }
    insertListed(listed, page, host, { askedFor: entry.url })
    if (known !== undefined && known[1] !== own) updateUrl.run(own, page)
    const place = (known && run.continued && earlierPlace(page, listed)) || READY
    insertQueued.run(page, listed.index, host, place.state, place.dueAt)
    if (place.state === QUEUE_STATE.ready) hosts.addReady(host, 1)
    return place.added
  }
  return {
    add(entry) {
      const listed = listedEntryOf(length, entry)
      length += 1
      if ('invalid' in entry) {
        const invalid = `${entry.origin}: ${entry.invalid}`
        insertListed(listed, null, null, { invalid })
        return done(true, { ...listed, kind: 'invalid', message: invalid })
      }
      if (entry.isExcluded !== true) return addPage(listed, entry)
      insertListed(listed, null, null, {})
      return done(false, { ...listed, kind: 'excluded' })
    },
    get length() {
      return length
    },
  }
}

function done(isFailed: boolean, row?: StoredRow): AddedEntry {
  return row === undefined ? { kind: 'done', isFailed } : { kind: 'done', isFailed, row }
}

function listedEntryOf(index: number, { written: url, input }: InputEntry): ListedEntry {
  return input === undefined ? { index, url } : { index, url, input: JSON.stringify(input) }
}
