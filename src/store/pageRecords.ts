import type { AttemptRecord, PageChange } from '../types.ts'
import type { SqlRow, SqlValue } from './database.ts'
import { NO_ANALYSIS } from './runs.ts'
import { PAGE_URL, QUEUE_STATE } from './schema.ts'
import type { SourceQuery } from './sourceQuery.ts'
import { textOrNull } from './textOrNull.ts'

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

/** Reads what a state knows of single pages. */
export interface PageRecords {
  /** The page with this key, or else the one that was written or asked for so. */
  page(key: string, written: string): PageRecord | undefined
  /** Where the list has what is no page: written so, but invalid or excluded. */
  noPage(written: string): PageMention[]
}

const PLACES = new Map<SqlValue, PagePlace>(
  Object.entries(QUEUE_STATE).map(([name, value]) => [value, name as PagePlace]),
)

/** As seen from the run with this number. */
export function createPageRecords({ from, row, rows }: SourceQuery, runId: number): PageRecords {
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
  }
}

const isoTime = (ms: SqlValue | undefined): string | null =>
  typeof ms === 'number' && ms > 0 ? new Date(ms).toISOString() : null

function pageMention([index, written, origin]: SqlRow): PageMention {
  return { index: Number(index), written: String(written), origin: String(origin ?? '') }
}
