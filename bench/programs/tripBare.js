/** The reference of `trip.js`: the same pages through a bare pool, into a bare table, and read from it once. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'
import { Piscina } from 'piscina'
import { mainThreadMs } from '../support/mainThread.js'
import { BODY_BYTES, GROUP, HOSTS, inParallel, MEAN_PAGE, medianTrip } from '../support/meanPage.js'
import { createSyntheticResults } from '../support/syntheticResults.js'
import { program } from './program.js'

/** @param {{ tools: string, folder: string, pages: number }} input */
async function prepare({ tools, folder, pages }) {
  process.env.TEXTMILL_BENCH_TOOLS = tools
  process.env.TEXTMILL_BENCH_PAGES = String(pages)
  const synthetic = createSyntheticResults({
    ...(await import(tools)),
    hosts: HOSTS,
    pages,
    shape: MEAN_PAGE,
  })
  const urls = Array.from({ length: pages }, (_, index) => synthetic.entry(index).url)
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./tripThread.js', import.meta.url)),
    minThreads: 1,
    maxThreads: 1,
    recordTiming: false,
    atomics: 'disabled',
  })
  const trip = () => tripOf(pool, urls, join(folder, 'trip.db'))
  await trip()
  return async () => {
    const measured = await medianTrip(trip)
    await pool.destroy()
    return measured
  }
}

async function tripOf(
  /** @type {Piscina} */ pool,
  /** @type {readonly string[]} */ urls,
  /** @type {string} */ path,
) {
  for (const ending of ['', '-wal', '-shm']) await rm(path + ending, { force: true })
  const database = new Database(path)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768;')
  database.exec(
    'CREATE TABLE rows (page INTEGER PRIMARY KEY, json TEXT, facts TEXT, terms TEXT, bands BLOB, paragraphs BLOB, links BLOB)',
  )
  const insert = database.prepare('INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?)')
  const select = database.prepare('SELECT * FROM rows WHERE page > ? ORDER BY page LIMIT 64').raw(true)
  let written = 0
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  const commit = () => {
    if (timer === undefined) return
    clearTimeout(timer)
    timer = undefined
    written = 0
    database.exec('COMMIT')
  }

  const begunMs = mainThreadMs()
  await inParallel(urls.length, async (index) => {
    const body = new Uint8Array(BODY_BYTES)
    const task = { requests: [{ body, url: urls[index] }] }
    const [{ page }] = await pool.run(task, { transferList: [body.buffer] })
    const { facts, terms, bands, paragraphs, links } = page.features
    if (timer === undefined) {
      database.exec('BEGIN')
      timer = setTimeout(commit, GROUP.ageMs)
    }
    insert.run(index, page.json, facts, terms, bands, paragraphs, links)
    written += 1
    if (written === GROUP.rows) commit()
  })
  commit()
  const storedMs = mainThreadMs()
  let rows = 0
  for (let last = -1; ; ) {
    /** @type {any[]} */
    const group = select.all(last)
    if (group.length === 0) break
    rows += group.length
    last = group.at(-1)[0]
  }
  const readMs = mainThreadMs()
  database.close()
  if (rows !== urls.length) throw new Error(`${rows} rows were read`)
  return { storeMs: storedMs - begunMs, readMs: readMs - storedMs, tripMs: readMs - begunMs }
}

await program(prepare)
