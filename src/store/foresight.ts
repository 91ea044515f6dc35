import type { AttemptRecord } from '../types.ts'
import type { SqlRow, StateDatabase } from './database.ts'
import { type HostMemory, rememberedHost } from './hostMemory.ts'
import { readSource } from './readState.ts'
import { NO_ANALYSIS } from './runs.ts'
import { QUEUE_STATE } from './schema.ts'
import { SOURCE } from './stateSource.ts'
import { type StoredRun, storedRun } from './storedRun.ts'

export interface ForesightOptions {
  /** As `StoreOptions` has them. */
  readonly retryFailed: boolean
  readonly maxAgeMs: number
  readonly analysisKey: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What a start that begins now would find in the state. */
export interface Foresight {
  /** The last run, where there is one. */
  readonly run: StoredRun | undefined
  /** Whether it would be continued. */
  readonly isContinued: boolean
  /** What is known of the pages with these keys, in their order; undefined where a page has no result. */
  pages(keys: readonly string[]): Array<ForeseenPage | undefined>
  /** The text of an origin's robots.txt that was fetched no earlier than `since`. */
  robots(origin: string, since: number): string | undefined
  /** What was learned of hosts, by name, where it still holds. */
  hosts(): ReadonlyMap<string, HostMemory>
  sizes(): StateSizes
}

/** What would become of a page. */
export interface ForeseenPage {
  /** `done` in the run that goes on; `fresh`: too young to ask again. */
  readonly place: 'done' | 'fresh' | 'asked'
  /** Whether it would be asked for with what its server has said of its version. */
  readonly isConditional: boolean
  /** Those it took the last time it was asked for. */
  readonly attempts: readonly AttemptRecord[]
}

/** How much the state holds. Means are over a part of the results, none where there is no result. */
export interface StateSizes {
  readonly results: number
  /** Pages of the list of the last start, and how many of them it has not finished. */
  readonly listed: number
  readonly unfinished: number
  readonly meanJsonBytes: number | undefined
  readonly meanBodyBytes: number | undefined
  /** The attempts at the pages of that part. */
  readonly sample: readonly (readonly AttemptRecord[])[]
}

/** Does the work on what a start would find. May do it more than once, and throws, as `readState`. */
export async function readForesight<T>(
  path: string,
  options: ForesightOptions,
  work: (foresight: Foresight) => T,
): Promise<T> {
  return await readSource(path, (database) => work(createForesight(database, options)))
}

/** How much the state holds, and whether its last run is over. Throws as `readState`. */
export async function readStateSizes(path: string): Promise<StateSizes & { readonly isOver: boolean }> {
  return await readSource(path, (database) => ({
    ...stateSizes(database),
    isOver: storedRun(database)?.closedAt != null,
  }))
}

function createForesight(database: StateDatabase, options: ForesightOptions): Foresight {
  const { retryFailed, now } = options
  const run = storedRun(database)
  const isContinued = run !== undefined && (run.closedAt === null || retryFailed)
  const placeOf = createPlaces(options, isContinued ? run : undefined)
  const selectPages = database.prepare(
    `SELECT j.key, r.run, r.analysis_key, r.status, r.fetched_at, r.final_url, r.etag, r.last_modified, r.attempts
     FROM json_each(?) j CROSS JOIN ${SOURCE}.pages p ON p.key = j.value CROSS JOIN ${SOURCE}.results r ON r.page = p.id`,
  )
  const selectRobots = database.prepare(
    `SELECT text FROM ${SOURCE}.robots WHERE origin = ? AND fetched_at >= ?`,
  )
  return {
    run,
    isContinued,
    pages(keys) {
      const found: Array<ForeseenPage | undefined> = keys.map(() => undefined)
      for (const [at, ...result] of selectPages.all(JSON.stringify(keys))) found[Number(at)] = placeOf(result)
      return found
    },
    robots(origin, since) {
      const text = selectRobots.first(origin, since)?.[0]
      return typeof text === 'string' ? text : undefined
    },
    hosts: () => rememberedHosts(database, now),
    sizes: () => stateSizes(database),
  }
}

function rememberedHosts(database: StateDatabase, now: number): Map<string, HostMemory> {
  const rows = database
    .prepare(`SELECT name, interval_ms, paused_until, refused_until FROM ${SOURCE}.host_memory`)
    .all()
  const hosts = new Map<string, HostMemory>()
  for (const [name, ...row] of rows) {
    const memory = rememberedHost(row, now)
    if (memory !== undefined) hosts.set(String(name), memory)
  }
  return hosts
}

function createPlaces(options: ForesightOptions, continued: StoredRun | undefined) {
  const { analysisKey, maxAgeMs, retryFailed, now } = options
  const freshSince = maxAgeMs > 0 ? now - maxAgeMs : Number.POSITIVE_INFINITY
  // Of a run that is still open nothing is asked again, failed or not.
  const asksFailures = retryFailed && continued?.closedAt !== null
  return (result: SqlRow): ForeseenPage => {
    const [run, key, status, fetchedAt, finalUrl, etag, lastModified, attempts] = result
    const isSameAnalysis = key === analysisKey
    const isOk = isSameAnalysis && status === 'ok'
    const isDone = isSameAnalysis && run === continued?.id && !(asksFailures && status === 'failed')
    return {
      place: isDone ? 'done' : isOk && Number(fetchedAt) > freshSince ? 'fresh' : 'asked',
      isConditional: isOk && finalUrl !== null && (etag !== null || lastModified !== null),
      attempts: JSON.parse(String(attempts)) as AttemptRecord[],
    }
  }
}

/** So many places of the state are looked at, and so many results at each. */
const SAMPLED_PLACES = 32
const RESULTS_A_PLACE = 8

function stateSizes(database: StateDatabase): StateSizes {
  const count = (sql: string): number => Number(database.prepare(sql).first()?.[0] ?? 0)
  const last = count(`SELECT coalesce(max(page), 0) FROM ${SOURCE}.results`)
  const selectSample = database.prepare(
    `SELECT r.page, octet_length(j.json), r.bytes, r.status, r.attempts
     FROM ${SOURCE}.results r CROSS JOIN ${SOURCE}.result_rows j ON j.page = r.page
     WHERE r.page > ? AND r.analysis_key <> '${NO_ANALYSIS}' ORDER BY r.page LIMIT ${RESULTS_A_PLACE}`,
  )
  const sample = new Map<number, SqlRow>()
  for (let place = 0; place < SAMPLED_PLACES; place += 1) {
    for (const [page, ...row] of selectSample.all(Math.floor((last * place) / SAMPLED_PLACES)))
      sample.set(Number(page), row)
  }
  const rows = [...sample.values()]
  return {
    results: count(`SELECT count(*) FROM ${SOURCE}.results`),
    listed: count(`SELECT count(*) FROM ${SOURCE}.queue`),
    unfinished: count(`SELECT count(*) FROM ${SOURCE}.queue WHERE state <> ${QUEUE_STATE.done}`),
    meanJsonBytes: mean(rows.map(([json]) => Number(json))),
    meanBodyBytes: mean(rows.flatMap(([, bytes, status]) => (status === 'ok' ? [Number(bytes)] : []))),
    sample: rows.map(([, , , attempts]) => JSON.parse(String(attempts)) as AttemptRecord[]),
  }
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
}
