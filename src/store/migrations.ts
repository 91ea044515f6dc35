import { StateError } from '../errors.ts'
import type { StateDatabase } from './database.ts'
import { SCHEMA_VERSION } from './schema.ts'

/** What makes the tables of the next version of those of one. Its text stands as it is, whatever today's tables are. */
interface Step {
  readonly from: number
  readonly sql: string
}

/**
 * What version 3 knew of its last attempt tells when a result was made. An empty hash is that of no page: a page that was ok then is
 * known to have been so, has nothing to ask a server with, and its next version differs from it.
 */
const FROM_3 = `
  ALTER TABLE results RENAME TO results_before;
  CREATE TABLE results (
    page INTEGER PRIMARY KEY, run INTEGER NOT NULL, analysis_key TEXT NOT NULL,
    status TEXT NOT NULL, status_code INTEGER, failure_code TEXT, bytes INTEGER NOT NULL, words INTEGER NOT NULL,
    language TEXT, change TEXT, fetched_at INTEGER NOT NULL, etag TEXT, last_modified TEXT, final_url TEXT,
    answer_hash TEXT, body_hash TEXT, text_hash TEXT, base_body_hash TEXT, base_text_hash TEXT,
    attempts TEXT NOT NULL, json TEXT NOT NULL
  );
  INSERT INTO results (
    page, run, analysis_key, status, status_code, failure_code, bytes, words, language,
    fetched_at, body_hash, text_hash, attempts, json
  )
  SELECT page, run, analysis_key, status, status_code, failure_code, bytes, words, language,
    CAST(coalesce(json_extract(attempts, '$[#-1].at'), 0) AS INTEGER),
    iif(status = 'ok', '', NULL), iif(status = 'ok', '', NULL), attempts, json
  FROM results_before;
  DROP TABLE results_before;
  CREATE INDEX results_by_run ON results (run, status);
  ALTER TABLE entries ADD COLUMN origin TEXT;
`

const FROM_4 = `
  CREATE TABLE result_rows (page INTEGER PRIMARY KEY, json TEXT NOT NULL);
  INSERT INTO result_rows (page, json) SELECT page, json FROM results;
  ALTER TABLE results DROP COLUMN json;
`

const STEPS: readonly Step[] = [
  { from: 3, sql: FROM_3 },
  { from: 4, sql: FROM_4 },
]

/** Whether a state of this version can be brought up to date. */
export function isMigratable(version: number): boolean {
  return stepsFrom(version).at(0)?.from === version
}

/**
 * Brings the tables of an earlier version up to date, a version at a time, each in a transaction of its own: what is killed on the
 * way goes on from the last version that was reached. Throws what the database throws, and then the tables are as they
 * were before the step; the connection is of no more use.
 */
export function migrate(database: StateDatabase, version: number): void {
  if (!isMigratable(version)) throw new StateError(`no way from version ${version} of the state`)
  for (const { from, sql } of stepsFrom(version)) {
    database.exec(`BEGIN IMMEDIATE; ${sql} PRAGMA user_version = ${from + 1}; COMMIT;`)
  }
}

const stepsFrom = (version: number): Step[] =>
  STEPS.filter(({ from }) => from >= version && from < SCHEMA_VERSION)
