import { copyFileSync, existsSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openDatabase, type StateDatabase } from '../../src/store/database.ts'
import { openStore, pageEntry } from '../support/store.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

/** The tables of version 1, with one page that was done in a run that is still open. */
const VERSION_1 = `
  BEGIN;
  CREATE TABLE runs (id INTEGER PRIMARY KEY, started_at TEXT NOT NULL, closed_at TEXT);
  CREATE TABLE partial_files (path TEXT PRIMARY KEY);
  CREATE TABLE pages (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE);
  CREATE TABLE results (
    page INTEGER PRIMARY KEY, run INTEGER NOT NULL, analysis_key TEXT NOT NULL,
    status TEXT NOT NULL, status_code INTEGER, failure_code TEXT, bytes INTEGER NOT NULL, words INTEGER NOT NULL,
    language TEXT, json TEXT NOT NULL
  );
  CREATE TABLE robots (origin TEXT PRIMARY KEY, fetched_at INTEGER NOT NULL, text TEXT NOT NULL);
  CREATE TABLE failed_attempts (page INTEGER PRIMARY KEY, run INTEGER NOT NULL, count INTEGER NOT NULL, due_at INTEGER NOT NULL);
  CREATE TABLE hosts (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, ready INTEGER NOT NULL, not_before INTEGER NOT NULL);
  CREATE TABLE entries (idx INTEGER PRIMARY KEY, page INTEGER, host INTEGER, written TEXT, invalid TEXT);
  CREATE TABLE queue (
    page INTEGER PRIMARY KEY, first_idx INTEGER NOT NULL, host INTEGER NOT NULL, state INTEGER NOT NULL,
    due_at INTEGER, hop TEXT
  );
  INSERT INTO runs VALUES (1, '2026-01-01T00:00:00.000Z', NULL);
  INSERT INTO pages VALUES (1, 'https://a.example/');
  INSERT INTO results VALUES (1, 1, 'key', 'ok', 200, NULL, 1, 1, NULL, '{"status":"ok"}');
  PRAGMA user_version = 1;
  PRAGMA application_id = ${0x74786d6c};
  COMMIT;
`

/** The tables of version 3, in a run that is still open: one page was ok in it, one failed, and a third was ok in the run before. */
const VERSION_3 = `
  BEGIN;
  CREATE TABLE runs (id INTEGER PRIMARY KEY, started_at TEXT NOT NULL, closed_at TEXT);
  CREATE TABLE partial_files (path TEXT PRIMARY KEY);
  CREATE TABLE pages (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, url TEXT);
  CREATE TABLE results (
    page INTEGER PRIMARY KEY, run INTEGER NOT NULL, analysis_key TEXT NOT NULL,
    status TEXT NOT NULL, status_code INTEGER, failure_code TEXT, bytes INTEGER NOT NULL, words INTEGER NOT NULL,
    language TEXT, json TEXT NOT NULL, attempts TEXT NOT NULL
  );
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
  CREATE TABLE hosts (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, ready INTEGER NOT NULL, not_before INTEGER NOT NULL
  );
  CREATE INDEX hosts_by_ready ON hosts (ready) WHERE ready > 0;
  CREATE INDEX hosts_paused ON hosts (not_before) WHERE not_before > 0;
  CREATE TABLE entries (
    idx INTEGER PRIMARY KEY, page INTEGER, host INTEGER, written TEXT, invalid TEXT, input TEXT
  );
  CREATE TABLE queue (
    page INTEGER PRIMARY KEY, first_idx INTEGER NOT NULL, host INTEGER NOT NULL, state INTEGER NOT NULL,
    due_at INTEGER, hop TEXT, parked_for TEXT
  );
  CREATE INDEX queue_ready ON queue (host, first_idx) WHERE state = 1;
  CREATE INDEX queue_waiting ON queue (due_at) WHERE state = 3;
  CREATE INDEX queue_parked ON queue (parked_for, first_idx) WHERE parked_for IS NOT NULL;
  INSERT INTO runs VALUES (1, '2025-12-01T00:00:00.000Z', '2025-12-01T01:00:00.000Z'), (2, '2026-01-01T00:00:00.000Z', NULL);
  INSERT INTO pages VALUES (1, 'https://a.example/1', NULL), (2, 'https://a.example/2', NULL), (3, 'https://a.example/3', NULL);
  INSERT INTO results VALUES
    (1, 2, 'key', 'ok', 200, NULL, 10, 2, 'en', '{"status":"ok"}',
      '[{"at":1767225600000,"why":"first","waitedMs":0,"tookMs":1.5,"cameBack":"503"},{"at":1767225601000,"why":"5xx","waitedMs":500,"tookMs":1.5,"cameBack":"200"}]'),
    (2, 2, 'key', 'failed', 404, 'http-404', 0, 0, NULL, '{"status":"failed"}', '[]'),
    (3, 1, 'key', 'ok', 200, NULL, 10, 2, 'en', '{"status":"ok"}', '[]');
  PRAGMA user_version = 3;
  PRAGMA application_id = ${0x74786d6c};
  COMMIT;
`

function createOlder(path: string, tables = VERSION_1): StateDatabase {
  const older = openDatabase(path)
  older.exec('PRAGMA journal_mode = WAL')
  older.exec(tables)
  return older
}

function urlsIn(path: string): unknown {
  const database = openDatabase(path)
  const urls = database.prepare('SELECT url FROM pages').all()
  database.close()
  return urls
}

describe('a state of the first version', () => {
  test('is set aside whole, which is told, and the run starts afresh', async () => {
    const at = await temporaryFolder()
    createOlder(at('s')).close()
    const warnings: string[] = []
    using store = await openStore(at('s'), { warn: (text) => warnings.push(text) })
    expect(warnings).toEqual([
      `the state ${at('s')} was written by an earlier version of textmill; ` +
        `it was set aside as ${at('s')}.older-1, and the run starts afresh`,
    ])
    store.add([pageEntry('https://a.example/')])
    expect(store.run.continued).toBe(false)
    expect(store.queue.take('a.example', 1)).toMatchObject([{ url: 'https://a.example/' }])
    expect(urlsIn(at('s.older-1'))).toEqual([['https://a.example/']])
  })

  test('takes along what a killed process had left in its log', async () => {
    const at = await temporaryFolder()
    const killed = createOlder(at('running'))
    copyFileSync(at('running'), at('s'))
    copyFileSync(at('running-wal'), at('s-wal'))
    killed.close()
    using store = await openStore(at('s'))
    expect(store.run.continued).toBe(false)
    expect(urlsIn(at('s.older-1'))).toEqual([['https://a.example/']])
  })

  test('never takes the place of one that was set aside before', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('s.older-1'), 'kept')
    createOlder(at('s')).close()
    using store = await openStore(at('s'))
    expect(store.run.continued).toBe(false)
    expect(existsSync(at('s.older-2'))).toBe(true)
  })

  test('is forgotten with fresh, without a word', async () => {
    const at = await temporaryFolder()
    createOlder(at('s')).close()
    const warnings: string[] = []
    using store = await openStore(at('s'), { fresh: true, warn: (text) => warnings.push(text) })
    expect(store.run.continued).toBe(false)
    expect(warnings).toEqual([])
    expect(existsSync(at('s.older-1'))).toBe(false)
  })

  test('is used like any other once it has the tables of today', async () => {
    const at = await temporaryFolder()
    createOlder(at('s')).close()
    using first = await openStore(at('s'))
    first[Symbol.dispose]()
    const warnings: string[] = []
    using second = await openStore(at('s'), { warn: (text) => warnings.push(text) })
    expect(second.run.continued).toBe(true)
    expect(warnings).toEqual([])
  })
})

describe('a state of version 3', () => {
  test('is brought up to date without a word: its run goes on, and its results are kept', async () => {
    const at = await temporaryFolder()
    createOlder(at('s'), VERSION_3).close()
    const warnings: string[] = []
    using store = await openStore(at('s'), { warn: (text) => warnings.push(text) })
    store.add([1, 2, 3].map((n) => pageEntry(`https://a.example/${n}`)))
    expect(warnings).toEqual([])
    expect(existsSync(at('s.older-1'))).toBe(false)
    expect(store.run.continued).toBe(true)
    expect([...store.rows()].flat()).toMatchObject([
      { kind: 'result', json: '{"status":"ok"}' },
      { kind: 'result', json: '{"status":"failed"}' },
      { kind: 'unfinished' },
    ])
    expect(store.queue.take('a.example', 9).map(({ url, known }) => ({ url, known }))).toEqual([
      // Nothing it could be compared with was kept then.
      { url: 'https://a.example/3', known: undefined },
    ])
  })

  test('knows when its results were made, and which of its pages have been ok', async () => {
    const at = await temporaryFolder()
    createOlder(at('s'), VERSION_3).close()
    const store = await openStore(at('s'))
    store[Symbol.dispose]()
    const database = openDatabase(at('s'))
    const rows = database.prepare('SELECT page, fetched_at, body_hash, text_hash FROM results').all()
    database.close()
    expect(rows).toEqual([
      [1, 1_767_225_601_000, '', ''],
      [2, 0, null, null],
      [3, 0, '', ''],
    ])
  })

  test('has the very tables of today when that is done', async () => {
    const at = await temporaryFolder()
    createOlder(at('old'), VERSION_3).close()
    expect(await columnsAt(at('old'))).toEqual(await columnsAt(at('new')))
  })

  test('stays as it was when it cannot be brought up to date', async () => {
    const at = await temporaryFolder()
    const damaged = createOlder(at('s'), VERSION_3)
    damaged.exec("UPDATE results SET attempts = 'no JSON' WHERE page = 2")
    damaged.close()
    await expect(openStore(at('s'))).rejects.toThrow(/malformed JSON/)
    const database = openDatabase(at('s'))
    expect(database.prepare('PRAGMA user_version').all()).toEqual([[3]])
    expect(database.prepare('SELECT count(*) FROM results').all()).toEqual([[3]])
    database.close()
  })
})

/** Tables, columns and indexes of the state there once a store has opened it. */
async function columnsAt(path: string): Promise<unknown> {
  const store = await openStore(path)
  store[Symbol.dispose]()
  const database = openDatabase(path)
  const columns = database
    .prepare(
      `SELECT m.type, m.name, c.cid, c.name, c.type, c."notnull", c.pk FROM sqlite_schema m LEFT JOIN pragma_table_info(m.name) c ON 1
       ORDER BY m.type, m.name, c.cid`,
    )
    .all()
  database.close()
  return columns
}
