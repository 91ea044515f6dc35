import type { AttemptRecord, Hop, KnownPage, PageChange, ReusedResult, StoredResult } from '../types.ts'
import type { SqlRow, StateDatabase } from './database.ts'
import type { HostTable } from './hostTable.ts'
import type { Results } from './results.ts'
import type { Run } from './runs.ts'
import { PAGE_URL, QUEUE_STATE } from './schema.ts'
import { textOrNull } from './textOrNull.ts'

/** A page whose turn has come. */
export interface QueuedPage {
  readonly page: number
  /** Index of the entry that named it first. */
  readonly index: number
  readonly url: string
  /** The attempts made so far, all failed, oldest first. */
  readonly attempts: readonly AttemptRecord[]
  /** Where the attempt goes on, when a redirect led to another host. */
  readonly hop: Hop | undefined
  /** What an earlier run has of it, under the same analysis. */
  readonly known?: KnownPage
}

/** The queue of this start. Every change of it is part of the group that is committed next. */
export interface RequestQueue {
  /** Hands out a host's next requests, in input order. They are nobody else's from then on. */
  take(host: string, limit: number): QueuedPage[]
  /** `attempts` are all that were made, the last one included. */
  finish(page: QueuedPage, result: StoredResult, attempts: readonly AttemptRecord[]): PageChange | null
  /** Finishes a page whose stored result holds. */
  finishSame(page: QueuedPage, reused: ReusedResult, attempts: readonly AttemptRecord[]): PageChange
  /** After a failed attempt: not before `dueAt`, milliseconds since 1970. `attempts` are all that were made. */
  retry(page: number, attempts: readonly AttemptRecord[], dueAt: number): void
  /** Not asked yet, and not before `dueAt`. Nothing else about it changes. */
  postpone(page: number, dueAt: number): void
  /** After a redirect to another host: ready there. */
  move(page: number, hop: Hop): void
  /** Takes requests back that were handed out, and hides their host until then. */
  pauseHost(host: string, until: number, pages: readonly QueuedPage[]): void
  /** Makes ready what was waiting for a time that has come. Returns how many those are. */
  promoteDue(now: number): number
  nextDueAt(): number | undefined
}

export interface RequestQueueOptions {
  readonly database: StateDatabase
  readonly hosts: HostTable
  readonly results: Results
  readonly run: Run
  readonly analysisKey: string
  /** Host name of a page's own URL: a retry starts there again. */
  readonly hostOf: (url: string) => string
}

const KNOWN_COLUMNS = 'r.final_url, r.etag, r.last_modified, r.answer_hash, r.body_hash'

function knownPage([finalUrl, etag, lastModified, answerHash, bodyHash]: SqlRow): {
  readonly known?: KnownPage
} {
  if (typeof finalUrl !== 'string') return {}
  const validators = { etag: textOrNull(etag), lastModified: textOrNull(lastModified) }
  return { known: { finalUrl, ...validators, answerHash: String(answerHash), bodyHash: String(bodyHash) } }
}

export function createRequestQueue(options: RequestQueueOptions): RequestQueue {
  const { database, hosts, results, run, analysisKey, hostOf } = options
  const runId = run.id
  const selectReady = database.prepare(
    `SELECT q.page, q.first_idx, ${PAGE_URL}, q.hop, f.attempts, ${KNOWN_COLUMNS}
     FROM queue q JOIN pages p ON p.id = q.page
     LEFT JOIN failed_attempts f ON f.page = q.page AND f.run = ${runId}
     LEFT JOIN results r ON r.page = q.page AND r.analysis_key = '${analysisKey}' AND r.status = 'ok'
     WHERE q.host = ? AND q.state = ${QUEUE_STATE.ready} ORDER BY q.first_idx LIMIT ?`,
  )
  const setState = database.prepare('UPDATE queue SET state = ? WHERE page = ?')
  const setWaiting = database.prepare(
    `UPDATE queue SET state = ${QUEUE_STATE.waiting}, due_at = ?, hop = NULL, host = ? WHERE page = ?`,
  )
  const setPostponed = database.prepare(
    `UPDATE queue SET state = ${QUEUE_STATE.waiting}, due_at = ? WHERE page = ?`,
  )
  const setMoved = database.prepare(
    `UPDATE queue SET state = ${QUEUE_STATE.ready}, hop = ?, host = ? WHERE page = ?`,
  )
  const selectUrl = database.prepare(`SELECT ${PAGE_URL} FROM pages p WHERE id = ?`)
  const putAttempts = database.prepare('INSERT OR REPLACE INTO failed_attempts VALUES (?, ?, ?, ?)')
  const dropAttempts = database.prepare('DELETE FROM failed_attempts WHERE page = ?')
  const selectDue = database.prepare(
    `SELECT page, host FROM queue WHERE state = ${QUEUE_STATE.waiting} AND due_at <= ? LIMIT 1000`,
  )
  const selectNextDue = database.prepare(`SELECT min(due_at) FROM queue WHERE state = ${QUEUE_STATE.waiting}`)

  return {
    take(host, limit) {
      const id = hosts.id(host)
      const rows = selectReady.all(id, limit)
      for (const [page] of rows) setState.run(QUEUE_STATE.taken, Number(page))
      hosts.addReady(id, -rows.length)
      return rows.map(([page, index, url, hop, attempts, ...known]) => ({
        page: Number(page),
        index: Number(index),
        url: String(url),
        attempts: typeof attempts === 'string' ? (JSON.parse(attempts) as AttemptRecord[]) : [],
        hop: typeof hop === 'string' ? (JSON.parse(hop) as Hop) : undefined,
        ...knownPage(known),
      }))
    },
    finish({ page, attempts: earlier }, result, attempts) {
      setState.run(QUEUE_STATE.done, page)
      // Most pages have no failed attempt to forget; looking for one would cost each of them.
      if (earlier.length > 0) dropAttempts.run(page)
      return results.put(page, result, attempts)
    },
    finishSame({ page, attempts: earlier }, { validators }, attempts) {
      setState.run(QUEUE_STATE.done, page)
      if (earlier.length > 0) dropAttempts.run(page)
      return results.keep(page, validators, attempts)
    },
    retry(page, attempts, dueAt) {
      putAttempts.run(page, runId, JSON.stringify(attempts), Math.ceil(dueAt))
      setWaiting.run(Math.ceil(dueAt), hosts.id(hostOf(String(selectUrl.first(page)?.[0]))), page)
    },
    postpone: (page, dueAt) => void setPostponed.run(Math.ceil(dueAt), page),
    move(page, hop) {
      const id = hosts.id(hop.host)
      setMoved.run(JSON.stringify(hop), id, page)
      hosts.addReady(id, 1)
    },
    pauseHost(host, until, pages) {
      const id = hosts.id(host)
      for (const { page } of pages) setState.run(QUEUE_STATE.ready, page)
      hosts.addReady(id, pages.length)
      hosts.pause(id, until)
    },
    promoteDue(now) {
      const due = selectDue.all(now)
      for (const [page, host] of due) {
        setState.run(QUEUE_STATE.ready, Number(page))
        hosts.addReady(Number(host), 1)
      }
      return due.length
    },
    nextDueAt() {
      const due = selectNextDue.first()?.[0]
      return typeof due === 'number' ? due : undefined
    },
  }
}
