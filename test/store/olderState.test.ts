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

function createOlder(path: string): StateDatabase {
  const older = openDatabase(path)
  older.exec('PRAGMA journal_mode = WAL')
  older.exec(VERSION_1)
  return older
}

function urlsIn(path: string): unknown {
  const database = openDatabase(path)
  const urls = database.prepare('SELECT url FROM pages').all()
  database.close()
  return urls
}

describe('a state of an earlier version', () => {
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
