/** Counts up with every change of the tables. A state of a newer version is refused, one of an older brought up to date. */
export const SCHEMA_VERSION = 5

/** Says that a database is a state of this program (`PRAGMA application_id`): "txml" in ASCII. */
export const APPLICATION_ID = 0x74786d6c

/**
 * What came of each page, and when. `base` is what the last closed run had of it, where it was ok there. Its row of the output is elsewhere: it is large,
 * and a page that has not changed changes all the rest.
 */
export const CREATE_RESULTS = `
  CREATE TABLE results (
    page INTEGER PRIMARY KEY, run INTEGER NOT NULL, analysis_key TEXT NOT NULL,
    status TEXT NOT NULL, status_code INTEGER, failure_code TEXT, bytes INTEGER NOT NULL, words INTEGER NOT NULL,
    language TEXT, change TEXT, fetched_at INTEGER NOT NULL, etag TEXT, last_modified TEXT, final_url TEXT,
    answer_hash TEXT, body_hash TEXT, text_hash TEXT, base_body_hash TEXT, base_text_hash TEXT,
    attempts TEXT NOT NULL
  );
  CREATE TABLE result_rows (page INTEGER PRIMARY KEY, json TEXT NOT NULL);
  CREATE INDEX results_by_run ON results (run, status);
`

/**
 * What outlives a start: pages by their key, with the URL to ask for where that is another one, what came of them with the log of their attempts, and what was
 * learned of hosts and origins. Logs of attempts are JSON, an array of `AttemptRecord`.
 */
const LASTING = `
  CREATE TABLE runs (id INTEGER PRIMARY KEY, started_at TEXT NOT NULL, closed_at TEXT);
  CREATE TABLE partial_files (path TEXT PRIMARY KEY);
  CREATE TABLE pages (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, url TEXT);
  ${CREATE_RESULTS}
  CREATE TABLE features (
    page INTEGER PRIMARY KEY, facts TEXT NOT NULL, terms TEXT NOT NULL, bands BLOB NOT NULL,
    paragraphs BLOB NOT NULL, links BLOB NOT NULL
  );
  CREATE TABLE robots (origin TEXT PRIMARY KEY, fetched_at INTEGER NOT NULL, text TEXT NOT NULL);
  CREATE TABLE failed_attempts (
    page INTEGER PRIMARY KEY, run INTEGER NOT NULL, attempts TEXT NOT NULL, due_at INTEGER NOT NULL
  );
  CREATE TABLE held_back (page INTEGER PRIMARY KEY, run INTEGER NOT NULL, origin TEXT NOT NULL);
  CREATE INDEX held_back_by_origin ON held_back (origin);
  CREATE TABLE host_memory (
    name TEXT PRIMARY KEY, interval_ms REAL NOT NULL, paused_until INTEGER NOT NULL, refused_until INTEGER NOT NULL
  );
  CREATE TABLE origin_memory (
    origin TEXT PRIMARY KEY, run INTEGER NOT NULL, failures INTEGER NOT NULL, probes INTEGER NOT NULL,
    given_up INTEGER NOT NULL
  );
`

/** What every start makes anew from its inputs: the list and the queue. `origin` is where an entry stands in them. */
export const OF_THIS_START = `
  CREATE TABLE hosts (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, ready INTEGER NOT NULL, not_before INTEGER NOT NULL
  );
  CREATE INDEX hosts_by_ready ON hosts (ready) WHERE ready > 0;
  CREATE INDEX hosts_paused ON hosts (not_before) WHERE not_before > 0;
  CREATE TABLE entries (
    idx INTEGER PRIMARY KEY, page INTEGER, host INTEGER, written TEXT, invalid TEXT, input TEXT, origin TEXT
  );
  CREATE TABLE queue (
    page INTEGER PRIMARY KEY, first_idx INTEGER NOT NULL, host INTEGER NOT NULL, state INTEGER NOT NULL,
    due_at INTEGER, hop TEXT, parked_for TEXT
  );
  CREATE INDEX queue_ready ON queue (host, first_idx) WHERE state = 1;
  CREATE INDEX queue_waiting ON queue (due_at) WHERE state = 3;
  CREATE INDEX queue_parked ON queue (parked_for, first_idx) WHERE parked_for IS NOT NULL;
`

export const CREATE_TABLES = LASTING + OF_THIS_START

/** The URL to ask a page for. */
export const PAGE_URL = 'coalesce(p.url, p.key)'

/** Of a row of `results`: whether its page is not in this start's list. */
export const IS_UNLISTED = 'NOT EXISTS (SELECT 1 FROM queue q WHERE q.page = results.page)'

/** A listed entry's columns, as `listedEntry` reads them. */
export const LISTED_ENTRY = `e.idx, coalesce(e.written, ${PAGE_URL}), e.input`

/** Values of `queue.state`. What is parked, and only that, has its `parked_for`. */
export const QUEUE_STATE = { done: 0, ready: 1, taken: 2, waiting: 3, parked: 4 } as const

export const CLEAR_LIST = 'DELETE FROM entries; DELETE FROM queue; DELETE FROM hosts;'
