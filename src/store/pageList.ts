import type { InputEntry, ListedEntry, PageChange, PageEntry, StoredRow } from '../types.ts'
import type { StateDatabase } from './database.ts'
import type { HostTable } from './hostTable.ts'
import type { Results } from './results.ts'
import type { Run } from './runs.ts'
import { QUEUE_STATE } from './schema.ts'

/** The list of this start: every entry in order, and a place in the queue for each page that has no result yet. */
export interface PageList {
  /** Numbers an entry. Says whether it is done already: invalid, a duplicate, or a page done earlier in this run. */
  add(entry: InputEntry): AddedEntry
  readonly length: number
}

export type AddedEntry =
  /** Without a row to tell where that is held back; it is read only when it is asked for. `isFresh`: by an earlier run, too short ago to ask again. */
  | {
      readonly kind: 'done'
      readonly isFailed: boolean
      readonly row?: () => StoredRow
      readonly isFresh?: boolean
    }
  | { readonly kind: 'ready' }
  /** An earlier start has put it off; it may not run yet. */
  | { readonly kind: 'waiting' }

export interface PageListOptions {
  readonly database: StateDatabase
  readonly hosts: HostTable
  readonly run: Run
  readonly analysisKey: string
  readonly results: Results
  /** Pages whose result is from after this time, milliseconds since 1970, are not asked for. */
  readonly freshSince: number
}

/** A page's place in the queue. */
interface Place {
  readonly state: number
  readonly dueAt: number | null
  readonly added: AddedEntry
}

/** What is known of an entry besides: the URL its page is asked for by, or why it has none. */
interface More extends Pick<InputEntry, 'origin'> {
  readonly askedFor?: string
  readonly invalid?: string
}

const READY: Place = { state: QUEUE_STATE.ready, dueAt: null, added: { kind: 'ready' } }

export function createPageList(options: PageListOptions): PageList {
  const { database, hosts, run, analysisKey, results, freshSince } = options
  const selectPage = database.prepare('SELECT id, url FROM pages WHERE key = ?')
  const insertPage = database.prepare('INSERT INTO pages (key, url) VALUES (?, ?)')
  const updateUrl = database.prepare('UPDATE pages SET url = ? WHERE id = ?')
  const insertEntry = database.prepare(
    'INSERT INTO entries (idx, page, host, written, invalid, input, origin) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const selectQueued = database.prepare('SELECT first_idx FROM queue WHERE page = ?')
  const insertQueued = database.prepare(
    'INSERT INTO queue (page, first_idx, host, state, due_at) VALUES (?, ?, ?, ?, ?)',
  )
  const selectResult = database.prepare(
    `SELECT r.status, b.page, r.change FROM results r LEFT JOIN held_back b ON b.page = r.page
     WHERE r.page = ? AND r.run = ? AND r.analysis_key = ?`,
  )
  const selectFresh = database.prepare(
    `SELECT 1 FROM results WHERE page = ? AND analysis_key = ? AND status = 'ok' AND fetched_at > ?`,
  )
  const selectJson = database.prepare('SELECT json FROM result_rows WHERE page = ?')
  const selectAttempts = database.prepare('SELECT due_at FROM failed_attempts WHERE page = ? AND run = ?')
  let length = 0

  const resultRow = (page: number, entry: ListedEntry, change: PageChange | null) => (): StoredRow => ({
    ...entry,
    kind: 'result',
    json: String(selectJson.first(page)?.[0]),
    change,
  })

  /** The place of a page that an earlier start of this run has finished, or put off. */
  const earlierPlace = (page: number, written: ListedEntry): Place | undefined => {
    const result = selectResult.first(page, run.id, analysisKey)
    if (result !== undefined) {
      const [status, heldBack, change] = result
      const row = resultRow(page, written, change as PageChange | null)
      const added = done(status === 'failed', heldBack === null ? row : undefined)
      return { state: QUEUE_STATE.done, dueAt: null, added }
    }
    const dueAt = selectAttempts.first(page, run.id)?.[0]
    if (dueAt === undefined) return undefined
    return { state: QUEUE_STATE.waiting, dueAt: Number(dueAt), added: { kind: 'waiting' } }
  }

  /** The place of a page that an earlier run has a result of, too young to ask again. */
  const freshPlace = (page: number, written: ListedEntry): Place | undefined => {
    if (selectFresh.first(page, analysisKey, freshSince) === undefined) return undefined
    const row = resultRow(page, written, results.keepUnasked(page))
    return { state: QUEUE_STATE.done, dueAt: null, added: { ...done(false, row), isFresh: true } }
  }
  const knownPlace = (page: number, written: ListedEntry): Place | undefined =>
    (run.continued ? earlierPlace(page, written) : undefined) ??
    (freshSince === Number.POSITIVE_INFINITY ? undefined : freshPlace(page, written))

  const insertListed = (listed: ListedEntry, page: number | null, host: number | null, more: More): void => {
    const written = listed.url === more.askedFor ? null : listed.url
    const { invalid = null, origin } = more
    insertEntry.run(listed.index, page, host, written, invalid, listed.input ?? null, origin)
  }

  const addPage = (listed: ListedEntry, entry: PageEntry): AddedEntry => {
    const host = hosts.id(entry.host)
    const { origin } = entry
    const own = entry.url === entry.key ? null : entry.url
    // Most pages of most runs are new: what only a known page can have is not looked for.
    const known = selectPage.first(entry.key)
    const page = known === undefined ? insertPage.insert(entry.key, own) : Number(known[0])
    const first = known && selectQueued.first(page)?.[0]
    if (first !== undefined) {
      insertListed(listed, page, host, { origin, askedFor: String(known?.[1] ?? entry.key) })
      return done(false, () => ({ kind: 'duplicate', of: Number(first), ...listed }))
    }
    insertListed(listed, page, host, { origin, askedFor: entry.url })
    if (known !== undefined && known[1] !== own) updateUrl.run(own, page)
    const place = (known && knownPlace(page, listed)) ?? READY
    insertQueued.run(page, listed.index, host, place.state, place.dueAt)
    if (place.state === QUEUE_STATE.ready) hosts.addReady(host, 1)
    return place.added
  }
  return {
    add(entry) {
      const listed = listedEntryOf(length, entry)
      const { origin } = entry
      length += 1
      if ('invalid' in entry) {
        const invalid = `${entry.origin}: ${entry.invalid}`
        insertListed(listed, null, null, { origin, invalid })
        return done(true, () => ({ kind: 'invalid', message: invalid, ...listed }))
      }
      if (entry.isExcluded !== true) return addPage(listed, entry)
      insertListed(listed, null, null, { origin })
      return done(false, () => ({ kind: 'excluded', ...listed }))
    },
    get length() {
      return length
    },
  }
}

function done(isFailed: boolean, row?: () => StoredRow): AddedEntry & { kind: 'done' } {
  return row === undefined ? { kind: 'done', isFailed } : { kind: 'done', isFailed, row }
}

function listedEntryOf(index: number, { written: url, input }: InputEntry): ListedEntry {
  return input === undefined ? { index, url } : { index, url, input: JSON.stringify(input) }
}
