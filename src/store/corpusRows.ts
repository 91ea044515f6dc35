import type { CorpusColumn, CorpusRow, FailureCode, FeatureFacts, Keyword, PageFeatures } from '../types.ts'
import type { SqlRow, StateDatabase, Statement } from './database.ts'
import { createKnownResults, type KnownResults } from './knownResults.ts'
import { stringMember } from './stringMember.ts'

/** The pages of this start's list, each once, in input order, as the merge compares them. */
export interface CorpusRows {
  /** Only the columns asked for are read: what was not asked for throws when it is looked at. */
  rows(columns: readonly CorpusColumn[]): Generator<CorpusRow[]>
  /** The main text of the page whose row has this index; null where there is none. */
  text(index: number): string | null
}

const ROWS_PER_READ = 64
/** Where the main text stands in a row. */
const TEXT = ['analysis', 'text'] as const

/** Where they stand in a row that was read: behind the index, the host, and the page where it has features. */
const PLACES: Readonly<Record<CorpusColumn, number>> = {
  key: 3,
  facts: 4,
  terms: 5,
  bands: 6,
  paragraphs: 7,
  links: 8,
}
const COLUMNS = Object.keys(PLACES) as readonly CorpusColumn[]
const FIRST_RESULT_COLUMN = 9

/**
 * The first walk over the rows reads the results, the next ones only what it remembers of them, 8 bytes each, as long as nothing
 * was written since.
 */
export function createCorpusRows(database: StateDatabase, runId: number, analysisKey: string): CorpusRows {
  // SQLite visits what is cross joined in this order. Left to itself it may begin with all results of the run, for each of the groups.
  const ofRun = `CROSS JOIN results r ON r.page = q.page AND r.run = ${runId} AND r.analysis_key = '${analysisKey}'`
  const selectRows = (columns: readonly CorpusColumn[], results: string, facts: string): Statement =>
    database.prepare(
      `SELECT e.idx, h.name, f.page, ${COLUMNS.map((column) => selected(column, columns)).join(', ')} ${facts}
     FROM entries e CROSS JOIN queue q ON q.page = e.page AND q.first_idx = e.idx
     ${columns.includes('key') ? 'CROSS JOIN pages p ON p.id = q.page' : ''}
     CROSS JOIN hosts h ON h.id = e.host ${results} LEFT JOIN features f ON f.page = q.page
     WHERE e.idx > ? ORDER BY e.idx LIMIT ${ROWS_PER_READ}`,
    )
  const selectJson = database.prepare(
    `SELECT j.json FROM entries e CROSS JOIN queue q ON q.page = e.page ${ofRun}
     CROSS JOIN result_rows j ON j.page = r.page WHERE e.idx = ? AND r.status = 'ok'`,
  )
  const selectChanges = database.prepare('SELECT total_changes()')
  const changes = (): number => Number(selectChanges.first()?.[0])
  let remembered: { readonly results: KnownResults; readonly changes: number } | undefined

  function* read(columns: readonly CorpusColumn[]): Generator<CorpusRow[]> {
    const before = changes()
    const results = createKnownResults()
    const facts = ', r.status, r.failure_code, r.language, r.words'
    for (const rows of walked(selectRows(columns, ofRun, facts))) {
      for (const row of rows) {
        const [status = null, failureCode = null, language = null, words = null] =
          row.slice(FIRST_RESULT_COLUMN)
        results.put(Number(row[0]), { status, failureCode, language }, Number(words))
      }
      yield rows.flatMap((row) => corpusRow(row, results))
    }
    if (changes() === before) remembered = { results, changes: before }
  }
  function* readAgain(columns: readonly CorpusColumn[], results: KnownResults): Generator<CorpusRow[]> {
    for (const rows of walked(selectRows(columns, '', '')))
      yield rows.flatMap((row) => corpusRow(row, results))
  }
  return {
    rows: (columns) =>
      remembered?.changes === changes() ? readAgain(columns, remembered.results) : read(columns),
    text(index) {
      const json = selectJson.first(index)?.[0]
      return typeof json === 'string' ? stringMember(json, TEXT) : null
    },
  }
}

function selected(column: CorpusColumn, asked: readonly CorpusColumn[]): string {
  if (!asked.includes(column)) return 'NULL'
  return column === 'key' ? 'p.key' : `f.${column}`
}

function* walked(select: Statement): Generator<SqlRow[]> {
  let last = -1
  for (;;) {
    const rows = select.all(last)
    if (rows.length === 0) return
    yield rows
    last = Number(rows.at(-1)?.[0])
  }
}

/** None where there is no result. */
function corpusRow(columns: SqlRow, results: KnownResults): CorpusRow | [] {
  const index = Number(columns[0])
  const result = results.facts(index)
  if (result === undefined) return []
  const read: ReadColumns = { columns, facts: undefined }
  const row: typeof ROW & Pick<CorpusRow, 'index' | 'host'> = Object.create(ROW)
  Object.assign(row, { read, index, host: String(columns[1]) })
  const { status } = result
  if (status === 'failed') {
    return Object.assign(row, { status: 'failed', failureCode: result.failureCode as FailureCode } as const)
  }
  if (status !== 'ok' || columns[2] === null) return Object.assign(row, { status: 'skipped' } as const)
  return Object.assign(row, {
    status: 'ok',
    words: results.words(index),
    language: result.language as string | null,
    features: Object.assign(Object.create(FEATURES), { read }) as PageFeatures,
  } as const)
}

/** The columns as they were read, and the facts once they were asked for. */
interface ReadColumns {
  readonly columns: SqlRow
  facts: FeatureFacts | undefined
}

interface Reading {
  readonly read: ReadColumns
}

function factsOf({ read }: Reading): FeatureFacts {
  read.facts ??= JSON.parse(String(asked(read, 'facts'))) as FeatureFacts
  return read.facts
}

type OkRow = Extract<CorpusRow, { readonly status: 'ok' }>

/**
 * These two decode what is asked for, when it is: each walk over the rows wants little of them. One for all rows, as making functions
 * for each takes longer than reading it.
 */
const ROW: Pick<OkRow, 'key' | 'finalHash'> & ThisType<Reading> = {
  get key() {
    return String(asked(this.read, 'key'))
  },
  get finalHash() {
    return factsOf(this).finalHash
  },
}
const FEATURES: PageFeatures & ThisType<Reading & { readonly flatTerms: string }> = {
  get title() {
    return factsOf(this).title
  },
  get kind() {
    return factsOf(this).kind
  },
  get authors() {
    return factsOf(this).authors
  },
  get publishedAt() {
    return factsOf(this).publishedAt
  },
  get textChars() {
    return factsOf(this).textChars
  },
  get lix() {
    return factsOf(this).lix
  },
  get textHash() {
    return factsOf(this).textHash
  },
  get terms() {
    return keywords(JSON.parse(this.flatTerms) as (string | number)[])
  },
  get flatTerms() {
    return String(asked(this.read, 'terms'))
  },
  get bands() {
    return wholeNumbers(asked(this.read, 'bands'))
  },
  get paragraphs() {
    return wholeNumbers(asked(this.read, 'paragraphs'))
  },
  get links() {
    const bytes = aligned(asked(this.read, 'links'))
    return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Float64Array.BYTES_PER_ELEMENT)
  },
}

function asked({ columns }: ReadColumns, column: CorpusColumn): SqlRow[number] {
  const value = columns[PLACES[column]]
  if (value == null) throw new Error(`the rows were read without ${column}`)
  return value
}

function wholeNumbers(blob: SqlRow[number]): Uint32Array {
  const bytes = aligned(blob)
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Uint32Array.BYTES_PER_ELEMENT)
}

function keywords(flat: readonly (string | number)[]): Keyword[] {
  const found: Keyword[] = []
  for (let at = 0; at + 1 < flat.length; at += 2) {
    found.push({ term: String(flat[at]), count: Number(flat[at + 1]) })
  }
  return found
}

/** The bytes where numbers can begin, which they can only where their size says. */
function aligned(blob: SqlRow[number]): Uint8Array {
  if (!(blob instanceof Uint8Array)) return new Uint8Array(0)
  return blob.byteOffset % Float64Array.BYTES_PER_ELEMENT === 0 ? blob : new Uint8Array(blob)
}
