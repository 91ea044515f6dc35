import type { StateDatabase, Statement } from './database.ts'
import type { LastRun } from './lastRun.ts'
import { QUEUE_STATE } from './schema.ts'
import { SOURCE } from './stateSource.ts'

/** What all copied results stand under, whatever they stood under before. */
export const MERGED_RUN = 1
export const MERGED_KEY = 'merged'

/** Copies are made this many entries at a time: one transaction, and no longer a pause for everything else. */
const ENTRIES_AT_ONCE = 1000

/** The first entries of their pages, in a range of the list. The order of the joins is the order of the reads. */
const IN_RANGE = 'e.idx > ? AND e.idx <= ?'
const PAGES_IN_RANGE = `FROM ${SOURCE}.entries e CROSS JOIN ${SOURCE}.queue q ON q.page = e.page AND q.first_idx = e.idx
  CROSS JOIN ${SOURCE}.pages p ON p.id = e.page`

const INSERT_HOSTS = `INSERT OR IGNORE INTO main.hosts (name, ready, not_before) SELECT name, 0, 0 FROM ${SOURCE}.hosts`

const INSERT_PAGES = `INSERT OR IGNORE INTO main.pages (key, url) SELECT p.key, p.url ${PAGES_IN_RANGE}
  WHERE ${IN_RANGE} ORDER BY e.idx`

/** Pages that an earlier state has listed have a lower id than this state's first. */
const INSERT_ENTRIES = `INSERT INTO main.entries (idx, page, host, written, invalid, input, origin)
  SELECT coalesce((SELECT max(idx) FROM main.entries), -1) + row_number() OVER (ORDER BY e.idx),
    own.id, host.id, e.written, e.invalid, e.input, e.origin
  FROM ${SOURCE}.entries e LEFT JOIN ${SOURCE}.pages p ON p.id = e.page LEFT JOIN main.pages own ON own.key = p.key
    LEFT JOIN ${SOURCE}.hosts h ON h.id = e.host LEFT JOIN main.hosts host ON host.name = h.name
  WHERE ${IN_RANGE} AND (e.page IS NULL OR own.id > ?)`

const INSERT_QUEUED = `INSERT OR IGNORE INTO main.queue (page, first_idx, host, state)
  SELECT page, idx, host, ${QUEUE_STATE.done} FROM main.entries WHERE idx > ? AND page IS NOT NULL ORDER BY idx`

/** Results that no later run has. */
const RESULTS_IN_RANGE = `${PAGES_IN_RANGE}
  CROSS JOIN ${SOURCE}.results r ON r.page = e.page AND r.run = ? AND r.analysis_key = ?
  CROSS JOIN main.pages own ON own.key = p.key`
const NOT_YET = `WHERE ${IN_RANGE} AND NOT EXISTS (SELECT 1 FROM main.results known WHERE known.page = own.id)`

const INSERT_FEATURES = `INSERT INTO main.features (page, facts, terms, bands, paragraphs, links)
  SELECT own.id, f.facts, f.terms, f.bands, f.paragraphs, f.links
  ${RESULTS_IN_RANGE} CROSS JOIN ${SOURCE}.features f ON f.page = e.page ${NOT_YET} AND r.status = 'ok'`

const INSERT_ROWS = `INSERT INTO main.result_rows (page, json)
  SELECT own.id, j.json ${RESULTS_IN_RANGE} CROSS JOIN ${SOURCE}.result_rows j ON j.page = e.page ${NOT_YET}`

const RESULT_COLUMNS = [
  'status',
  'status_code',
  'failure_code',
  'bytes',
  'words',
  'language',
  'change',
  'fetched_at',
  'attempts',
]
const INSERT_RESULTS = `INSERT INTO main.results (page, run, analysis_key, ${RESULT_COLUMNS.join(', ')})
  SELECT own.id, ${MERGED_RUN}, '${MERGED_KEY}', ${RESULT_COLUMNS.map((column) => `r.${column}`).join(', ')}
  ${RESULTS_IN_RANGE} ${NOT_YET}`

/**
 * Appends the list of the state that is being read. What no state before it has listed is numbered on: pages with their
 * duplicates in this list, invalid and excluded entries.
 */
export async function copyList(database: StateDatabase, giveWay: () => Promise<void>): Promise<void> {
  const first = (sql: string): number => Number(database.prepare(sql).first()?.[0])
  const pagesBefore = first('SELECT coalesce(max(id), 0) FROM main.pages')
  const selectLast = database.prepare('SELECT coalesce(max(idx), -1) FROM main.entries')
  const insertPages = database.prepare(INSERT_PAGES)
  const insertEntries = database.prepare(INSERT_ENTRIES)
  const insertQueued = database.prepare(INSERT_QUEUED)
  database.exec(INSERT_HOSTS)
  await inRanges(database, giveWay, (...range) => {
    const last = Number(selectLast.first()?.[0])
    insertPages.run(...range)
    insertEntries.run(...range, pagesBefore)
    insertQueued.run(last)
  })
}

/** Adds the results of a run, and what pages are compared by, for the pages that have none yet. */
export async function copyResults(
  database: StateDatabase,
  { id, analysisKey }: LastRun,
  giveWay: () => Promise<void>,
): Promise<void> {
  const inserts: Statement[] = [INSERT_FEATURES, INSERT_ROWS, INSERT_RESULTS].map((sql) =>
    database.prepare(sql),
  )
  await inRanges(database, giveWay, (...range) => {
    for (const insert of inserts) insert.run(id, analysisKey, ...range)
  })
}

/** How many pages the run before had, and none of the lists has. */
export function removedByRun(database: StateDatabase, { id }: LastRun): number {
  const count = database
    .prepare(
      `SELECT count(*) FROM ${SOURCE}.results r JOIN ${SOURCE}.pages p ON p.id = r.page
       WHERE r.run = (SELECT max(id) FROM ${SOURCE}.runs WHERE closed_at IS NOT NULL AND id < ?)
       AND NOT EXISTS (SELECT 1 FROM main.pages own WHERE own.key = p.key)`,
    )
    .first(id)
  return Number(count?.[0])
}

async function inRanges(
  database: StateDatabase,
  giveWay: () => Promise<void>,
  copy: (after: number, upTo: number) => void,
): Promise<void> {
  const last = Number(database.prepare(`SELECT coalesce(max(idx), -1) FROM ${SOURCE}.entries`).first()?.[0])
  for (let after = -1; after < last; after += ENTRIES_AT_ONCE) {
    database.exec('BEGIN')
    copy(after, after + ENTRIES_AT_ONCE)
    database.exec('COMMIT')
    await giveWay()
  }
}
