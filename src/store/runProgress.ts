import { QUEUE_STATE } from './schema.ts'
import type { SourceQuery } from './sourceQuery.ts'

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

/** Reads how far a run has come, and what fails. */
export interface RunProgress {
  counts(): PlaceCounts
  /** The most pages first. */
  failures(): FailureGroup[]
  /** Hosts with unfinished pages, the most first. */
  unfinishedHosts(limit: number): Array<{ readonly host: string; readonly pages: number }>
  /** Origins that were found dead in this run. */
  givenUpOrigins(): Array<{ readonly origin: string; readonly failures: number }>
}

/** Of the run with this number. */
export function createRunProgress({ from, row, rows }: SourceQuery, runId: number): RunProgress {
  return {
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
