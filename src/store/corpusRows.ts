import type { CorpusRow, FailureCode, FeatureColumn, FeatureFacts, Keyword, PageFeatures } from '../types.ts'
import type { SqlRow, StateDatabase, Statement } from './database.ts'
import { createKnownResults, type KnownResults } from './knownResults.ts'

/** The pages of this start's list, each once, in input order, as the merge compares them. */
export interface CorpusRows {
  /** Of the features' large columns only those asked for are read: what was not asked for throws when it is looked at. */
  rows(columns: readonly FeatureColumn[]): Generator<CorpusRow[]>
  /** The main text of the page whose row has this index; null where there is none. */
  text(index: number): string | null
}

const ROWS_PER_READ = 64

const COLUMNS: readonly FeatureColumn[] = ['terms', 'bands', 'paragraphs', 'links']

/**
 * The first walk over the rows reads the results, the next ones only what it remembers of them, 8 bytes each, as long as nothing
 * was written since.
 */
export function createCorpusRows(database: StateDatabase, runId: number, analysisKey: string): CorpusRows {
  // SQLite visits what is cross joined in this order. Left to itself it may begin with all results of the run, for each of the groups.
  const ofRun = `CROSS JOIN results r ON r.page = q.page AND r.run = ${runId} AND r.analysis_key = '${analysisKey}'`
  const selectRows = (columns: readonly FeatureColumn[], results: string, facts: string): Statement =>
    database.prepare(
      `SELECT e.idx, p.key, h.name, f.facts,
       ${COLUMNS.map((column) => (columns.includes(column) ? `f.${column}` : 'NULL')).join(', ')} ${facts}
     FROM entries e CROSS JOIN queue q ON q.page = e.page AND q.first_idx = e.idx CROSS JOIN pages p ON p.id = q.page
     CROSS JOIN hosts h ON h.id = e.host ${results} LEFT JOIN features f ON f.page = q.page
     WHERE e.idx > ? ORDER BY e.idx LIMIT ${ROWS_PER_READ}`,
    )
  const selectJson = database.prepare(
    `SELECT r.json FROM entries e CROSS JOIN queue q ON q.page = e.page ${ofRun} WHERE e.idx = ? AND r.status = 'ok'`,
  )
  const selectChanges = database.prepare('SELECT total_changes()')
  const changes = (): number => Number(selectChanges.first()?.[0])
  let remembered: { readonly results: KnownResults; readonly changes: number } | undefined

  function* read(columns: readonly FeatureColumn[]): Generator<CorpusRow[]> {
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
  function* readAgain(columns: readonly FeatureColumn[], results: KnownResults): Generator<CorpusRow[]> {
    for (const rows of walked(selectRows(columns, '', '')))
      yield rows.flatMap((row) => corpusRow(row, results))
  }
  return {
    rows: (columns) =>
      remembered?.changes === changes() ? readAgain(columns, remembered.results) : read(columns),
    text(index) {
      const json = selectJson.first(index)?.[0]
      if (typeof json !== 'string') return null
      const { analysis } = JSON.parse(json) as { readonly analysis: { readonly text?: string } }
      return analysis.text ?? null
    },
  }
}

/** Index, key, host, facts and the large columns come before. */
const FIRST_RESULT_COLUMN = 4 + COLUMNS.length

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
  const [at, key, host, ...features] = columns
  const index = Number(at)
  const result = results.facts(index)
  if (result === undefined) return []
  const row = { index, key: String(key), host: String(host) }
  const { status } = result
  if (status === 'failed') return { ...row, status, failureCode: result.failureCode as FailureCode }
  if (status !== 'ok' || features[0] === null) return { ...row, status: 'skipped' }
  const read: ReadFeatures = { columns: features, facts: undefined }
  return {
    ...row,
    status,
    get finalHash() {
      return factsOf(read).finalHash
    },
    words: results.words(index),
    language: result.language as string | null,
    features: Object.setPrototypeOf(read, FEATURES) as PageFeatures,
  }
}

/** `f.facts` and the large columns as they were read, and the facts once they were asked for. */
interface ReadFeatures {
  readonly columns: SqlRow
  facts: FeatureFacts | undefined
}

function factsOf(read: ReadFeatures): FeatureFacts {
  read.facts ??= JSON.parse(String(read.columns[0])) as FeatureFacts
  return read.facts
}

/**
 * Decodes what is asked for, when it is: each walk over the rows wants little of them. One for all rows, as making functions for
 * each takes longer than reading it.
 */
const FEATURES: PageFeatures & ThisType<ReadFeatures & { readonly flatTerms: string }> = {
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
    return String(asked(this.columns[1], 'terms'))
  },
  get bands() {
    const bytes = aligned(asked(this.columns[2], 'bands'))
    return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Uint32Array.BYTES_PER_ELEMENT)
  },
  get paragraphs() {
    const bytes = aligned(asked(this.columns[3], 'paragraphs'))
    return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Uint32Array.BYTES_PER_ELEMENT)
  },
  get links() {
    const bytes = aligned(asked(this.columns[4], 'links'))
    return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Float64Array.BYTES_PER_ELEMENT)
  },
}

function asked(value: SqlRow[number] | undefined, column: FeatureColumn): SqlRow[number] {
  if (value == null) throw new Error(`the rows were read without ${column}`)
  return value
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
