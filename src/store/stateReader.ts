import type { AttemptRecord, PageChange } from '../types.ts'
import type { SqlRow, SqlValue, StateDatabase } from './database.ts'
import { NO_ANALYSIS } from './runs.ts'
import { PAGE_URL, QUEUE_STATE } from './schema.ts'
import { type StateContents, stateContents } from './stateContents.ts'
import { type StateSize, stateSize } from './stateSize.ts'
import { SOURCE } from './stateSource.ts'

/** The last run of a state. */
export interface StoredRun {
  readonly id: number
  /** ISO time of its first start. */
  readonly startedAt: string
  /** Null while it is not over. */
  readonly closedAt: string | null
}

/** Where a page stands in this run: `done` where it has a result that counts. */
export type PagePlace = 'done' | 'ready' | 'taken' | 'waiting' | 'parked' | 'unlisted'

/** One place where a page is written in the inputs. */
export interface PageMention {
  readonly index: number
  readonly written: string
  /** Such as `urls.txt:12`. */
  readonly origin: string
}

/** All that a state knows of a page. */
export interface PageRecord {
  readonly key: string
  readonly url: string
  readonly place: PagePlace
  /** In the order of the list; the first is the page's own, the others are duplicates of it. */
  readonly mentions: readonly PageMention[]
  /** When it is to be asked next, milliseconds since 1970. */
  readonly dueAt: number | null
  /** Why it waits: the origin that cannot be reached. */
  readonly parkedFor: string | null
  readonly result: KeptResult | null
  /** Of this run, where there is no result yet. */
  readonly attempts: readonly AttemptRecord[]
}

export interface KeptResult {
  /** Whether it was made in this run, and counts. */
  readonly isCurrent: boolean
  readonly run: number
  /** ISO time, null where it is not known. */
  readonly fetchedAt: string | null
  readonly change: PageChange | null
  readonly etag: string | null
  readonly lastModified: string | null
  /** The lasting part of its row. */
  readonly json: string
  readonly attempts: readonly AttemptRecord[]
}

/** Pages that failed in the same way at one host. */
export interface FailureGroup {
  readonly code: string
  readonly statusCode: number | null
  readonly host: string
  readonly pages: number
  /** The message of one of them. */
  readonly message: string
}

export interface PlaceCounts {
  readonly listed: number
  readonly duplicates: number
  readonly invalid: number
  readonly excluded: number
  readonly ok: number
  readonly failed: number
  readonly skipped: number
  /** Not finished, by what they wait for. */
  readonly ready: number
  readonly taken: number
  readonly waiting: number
  readonly parked: number
}

/** Reads a state, without changing it. */
export interface StateReader {
  readonly run: StoredRun | undefined
  size(): StateSize
  contents(): StateContents
  /** The page with this key, or else the one that was written or asked for so. */
  page(key: string, written: string): PageRecord | undefined
  /** Where the list has what is no page: written so, but invalid or excluded. */
  noPage(written: string): PageMention[]
  /** The text of an origin's robots.txt, and when it came. */
  robots(origin: string): { readonly text: string; readonly fetchedAt: string } | undefined
  counts(): PlaceCounts
  /** The most pages first. */
  failures(): FailureGroup[]
  /** Hosts with unfinished pages, the most first. */
  unfinishedHosts(limit: number): Array<{ readonly host: string; readonly pages: number }>
  /** Origins that were found dead in this run. */
  givenUpOrigins(): Array<{ readonly origin: string; readonly failures: number }>
}

const PLACES = new Map<SqlValue, PagePlace>(
  Object.entries(QUEUE_STATE).map(([name, value]) => [value, name as PagePlace]),
)

/** Over the state at this path, which is attached as `source`. */
export function createStateReader(database: StateDatabase, path: string): StateReader {
  const run = lastRun(database)
  const runId = run?.id ?? 0
  const from = (table: string): string => `${SOURCE}.${table}`
  const rows = (sql: string, ...values: SqlValue[]): SqlRow[] => database.prepare(sql).all(...values)
  const row = (sql: string, ...values: SqlValue[]): SqlRow | undefined => rows(sql, ...values)[0]

  const idOf = (key: string, written: string): number | undefined => {
    const id =
      row(`SELECT id FROM ${from('pages')} WHERE key = ?`, key) ??
      row(`SELECT page FROM ${from('entries')} WHERE written = ? AND page IS NOT NULL LIMIT 1`, written) ??
      row(`SELECT id FROM ${from('pages')} WHERE url = ? LIMIT 1`, written)
    return id === undefined ? undefined : Number(id[0])
  }
  const resultOf = (page: number, isListed: boolean): KeptResult | null => {
    const result = row(
      `SELECT r.run, r.fetched_at, r.change, r.etag, r.last_modified, j.json, r.attempts, r.analysis_key
       FROM ${from('results')} r JOIN ${from('result_rows')} j ON j.page = r.page WHERE r.page = ?`,
      page,
    )
    if (result === undefined) return null
    const [ofRun, fetchedAt, change, etag, lastModified, json, attempts, analysisKey] = result
    return {
      isCurrent: isListed && ofRun === runId && analysisKey !== NO_ANALYSIS,
      run: Number(ofRun),
      fetchedAt: isoTime(fetchedAt),
      change: change as PageChange | null,
      etag: textOrNull(etag),
      lastModified: textOrNull(lastModified),
      json: String(json),
      attempts: JSON.parse(String(attempts)) as AttemptRecord[],
    }
  }
  return {
    run,
    size: () => stateSize(database, path, SOURCE),
    contents: () => stateContents(database),
    page(key, written) {
      const id = idOf(key, written)
      if (id === undefined) return undefined
      const [ownKey, url] = row(`SELECT key, ${PAGE_URL} FROM ${from('pages')} p WHERE id = ?`, id) ?? []
      const queued = row(`SELECT state, due_at, parked_for FROM ${from('queue')} WHERE page = ?`, id)
      const [state, dueAt, parkedFor] = queued ?? []
      const attempts = row(
        `SELECT attempts FROM ${from('failed_attempts')} WHERE page = ? AND run = ?`,
        id,
        runId,
      )
      const mentions = rows(
        `SELECT idx, coalesce(written, ?), origin FROM ${from('entries')} WHERE page = ? ORDER BY idx`,
        String(url),
        id,
      )
      return {
        key: String(ownKey),
        url: String(url),
        place: (queued && PLACES.get(state ?? null)) ?? 'unlisted',
        mentions: mentions.map(pageMention),
        dueAt: state === QUEUE_STATE.waiting && typeof dueAt === 'number' ? dueAt : null,
        parkedFor: textOrNull(parkedFor),
        result: resultOf(id, queued !== undefined),
        attempts: attempts === undefined ? [] : (JSON.parse(String(attempts[0])) as AttemptRecord[]),
      }
    },
    noPage: (written) =>
      rows(
        `SELECT idx, written, origin FROM ${from('entries')} WHERE page IS NULL AND written = ? ORDER BY idx`,
        written,
      ).map(pageMention),
    robots(origin) {
      const found = row(`SELECT text, fetched_at FROM ${from('robots')} WHERE origin = ?`, origin)
      if (found === undefined) return undefined
      return { text: String(found[0]), fetchedAt: new Date(Number(found[1])).toISOString() }
    },
    counts() {
      const count = (sql: string): number => Number(row(sql)?.[0] ?? 0)
      const entries = `SELECT count(*) FROM ${from('entries')}`
      const results = (status: string): number =>
        count(
          `SELECT count(*) FROM ${from('queue')} q JOIN ${from('results')} r ON r.page = q.page
           WHERE q.state = ${QUEUE_STATE.done} AND r.status = '${status}'`,
        )
      const queued = (state: number): number =>
        count(`SELECT count(*) FROM ${from('queue')} WHERE state = ${state}`)
      return {
        listed: count(entries),
        duplicates:
          count(`${entries} WHERE page IS NOT NULL`) - count(`SELECT count(*) FROM ${from('queue')}`),
        invalid: count(`${entries} WHERE page IS NULL AND invalid IS NOT NULL`),
        excluded: count(`${entries} WHERE page IS NULL AND invalid IS NULL`),
        ok: results('ok'),
        failed: results('failed'),
        skipped: results('skipped'),
        ready: queued(QUEUE_STATE.ready),
        taken: queued(QUEUE_STATE.taken),
        waiting: queued(QUEUE_STATE.waiting),
        parked: queued(QUEUE_STATE.parked),
      }
    },
    failures: () =>
      rows(
        `SELECT r.failure_code, r.status_code, h.name, count(*), min(json_extract(j.json, '$.failure.message'))
         FROM ${from('queue')} q JOIN ${from('results')} r ON r.page = q.page
           JOIN ${from('result_rows')} j ON j.page = q.page JOIN ${from('entries')} e ON e.idx = q.first_idx JOIN ${from('hosts')} h ON h.id = e.host
         WHERE q.state = ${QUEUE_STATE.done} AND r.status = 'failed'
         GROUP BY 1, 2, 3 ORDER BY count(*) DESC, h.name, r.failure_code, r.status_code`,
      ).map(([code, statusCode, host, pages, message]) => ({
        code: String(code),
        statusCode: typeof statusCode === 'number' ? statusCode : null,
        host: String(host),
        pages: Number(pages),
        message: String(message),
      })),
    unfinishedHosts: (limit) =>
      rows(
        `SELECT h.name, count(*) FROM ${from('queue')} q JOIN ${from('hosts')} h ON h.id = q.host
         WHERE q.state <> ${QUEUE_STATE.done} GROUP BY h.name ORDER BY count(*) DESC, h.name LIMIT ?`,
        limit,
      ).map(([host, pages]) => ({ host: String(host), pages: Number(pages) })),
    givenUpOrigins: () =>
      rows(
        `SELECT origin, failures FROM ${from('origin_memory')} WHERE run = ? AND given_up = 1 ORDER BY origin`,
        runId,
      ).map(([origin, failures]) => ({ origin: String(origin), failures: Number(failures) })),
  }
}

export function lastRun(database: StateDatabase): StoredRun | undefined {
  const found = database
    .prepare(`SELECT id, started_at, closed_at FROM ${SOURCE}.runs ORDER BY id DESC LIMIT 1`)
    .first()
  if (found === undefined) return undefined
  const [id, startedAt, closedAt] = found
  return { id: Number(id), startedAt: String(startedAt), closedAt: textOrNull(closedAt) }
}

const textOrNull = (value: SqlValue | undefined): string | null => (typeof value === 'string' ? value : null)

const isoTime = (ms: SqlValue | undefined): string | null =>
  typeof ms === 'number' && ms > 0 ? new Date(ms).toISOString() : null

function pageMention([index, written, origin]: SqlRow): PageMention {
  return { index: Number(index), written: String(written), origin: String(origin ?? '') }
}
