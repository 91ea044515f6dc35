import { InputError } from '../errors.ts'
import { lastRun } from './lastRun.ts'
import { LISTED_ENTRY } from './schema.ts'
import { type OpenSource, openSource, refuseNoState, SOURCE } from './stateSource.ts'

/** A page in the list of a state. */
export interface StatePage {
  readonly id: number
  readonly key: string
  /** Whether the last run has a result of it. */
  readonly hasResult: boolean
}

/** What the last run has of a page. */
export interface StateResult {
  readonly index: number
  /** As it is written in the list. */
  readonly url: string
  /** The lasting part of its row; null without a result. */
  readonly json: string | null
  /** Null for a page that is not ok. */
  readonly bodyHash: string | null
}

/** The pages of a state's last run, as they were when it was opened. */
export interface StatePages extends Disposable {
  /** Each page once, in the order of the list, a group at a time. */
  pages(): Generator<StatePage[]>
  result(id: number): StateResult
  /** Throws a `StateError` where the state was written to meanwhile in a way that what was read may not fit together. */
  check(): void
}

const PAGES_PER_READ = 512

/**
 * Opens a state to be read page by page; its run may go on meanwhile. Nothing is written, and no lock is taken. Throws an
 * `InputError` for what is no state, or one without a run, and a `StateError` for one that cannot be read.
 */
export async function openStatePages(path: string): Promise<StatePages> {
  await refuseNoState(path)
  const source = openSource(path)
  try {
    return pagesOf(source, path)
  } catch (error) {
    source[Symbol.dispose]()
    throw error
  }
}

function pagesOf(source: OpenSource, path: string): StatePages {
  const { database, read } = source
  const { selectPages, selectResult } = read(() => {
    if (database.prepare(`SELECT 1 FROM ${SOURCE}.runs LIMIT 1`).first() === undefined) {
      throw new InputError(`${path}: is a state without a run`)
    }
    const run = lastRun(database)
    const results = `LEFT JOIN ${SOURCE}.results r
      ON r.page = q.page AND r.run = ${run?.id ?? 0} AND r.analysis_key = '${run?.analysisKey ?? ''}'`
    return {
      // The order of the joins is the order of the reads.
      selectPages: database.prepare(
        `SELECT e.idx, p.id, p.key, r.page IS NOT NULL FROM ${SOURCE}.entries e
           CROSS JOIN ${SOURCE}.queue q ON q.page = e.page AND q.first_idx = e.idx
           CROSS JOIN ${SOURCE}.pages p ON p.id = q.page ${results}
         WHERE e.idx > ? ORDER BY e.idx LIMIT ?`,
      ),
      selectResult: database.prepare(
        `SELECT ${LISTED_ENTRY}, j.json, r.body_hash FROM ${SOURCE}.queue q
           CROSS JOIN ${SOURCE}.entries e ON e.idx = q.first_idx
           CROSS JOIN ${SOURCE}.pages p ON p.id = q.page ${results}
           LEFT JOIN ${SOURCE}.result_rows j ON j.page = r.page
         WHERE q.page = ?`,
      ),
    }
  })
  return {
    *pages() {
      for (let last = -1; ; ) {
        const rows = read(() => selectPages.all(last, PAGES_PER_READ))
        if (rows.length === 0) return
        yield rows.map(([, id, key, hasResult]) => ({
          id: Number(id),
          key: String(key),
          hasResult: hasResult === 1,
        }))
        last = Number(rows.at(-1)?.[0])
      }
    },
    result(id) {
      const [index, url, , json, bodyHash] = read(() => selectResult.first(id)) ?? []
      return {
        index: Number(index),
        url: String(url),
        json: typeof json === 'string' ? json : null,
        bodyHash: typeof bodyHash === 'string' ? bodyHash : null,
      }
    },
    check: source.check,
    [Symbol.dispose]: source[Symbol.dispose],
  }
}
