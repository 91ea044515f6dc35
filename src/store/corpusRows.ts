import type { CorpusRow, FailureCode, FeatureColumn, FeatureFacts, Keyword, PageFeatures } from '../types.ts'
import type { SqlRow, StateDatabase, Statement } from './database.ts'

/** The pages of this start's list, each once, in input order, as the merge compares them. */
export interface CorpusRows {
  /** Of the features' large columns only those asked for are read: what was not asked for throws when it is looked at. */
  rows(columns: readonly FeatureColumn[]): Generator<CorpusRow[]>
  /** The main text of the page whose row has this index; null where there is none. */
  text(index: number): string | null
}

const ROWS_PER_READ = 64

const COLUMNS: readonly FeatureColumn[] = ['terms', 'bands', 'paragraphs', 'links']

export function createCorpusRows(database: StateDatabase, runId: number, analysisKey: string): CorpusRows {
  const results = `JOIN results r ON r.page = q.page AND r.run = ${runId} AND r.analysis_key = '${analysisKey}'`
  const selectRows = (columns: readonly FeatureColumn[]): Statement =>
    database.prepare(
      `SELECT e.idx, p.key, h.name, r.status, r.failure_code, r.words, r.language, f.facts,
       ${COLUMNS.map((column) => (columns.includes(column) ? `f.${column}` : 'NULL')).join(', ')}
     FROM entries e JOIN queue q ON q.page = e.page AND q.first_idx = e.idx JOIN pages p ON p.id = q.page
     JOIN hosts h ON h.id = e.host ${results} LEFT JOIN features f ON f.page = q.page AND r.status = 'ok'
     WHERE e.idx > ? ORDER BY e.idx LIMIT ${ROWS_PER_READ}`,
    )
  const selectJson = database.prepare(
    `SELECT r.json FROM entries e JOIN queue q ON q.page = e.page ${results} WHERE e.idx = ? AND r.status = 'ok'`,
  )
  return {
    *rows(columns) {
      const select = selectRows(columns)
      let last = -1
      for (;;) {
        const rows = select.all(last)
        if (rows.length === 0) return
        yield rows.map(corpusRow)
        last = Number(rows.at(-1)?.[0])
      }
    },
    text(index) {
      const json = selectJson.first(index)?.[0]
      if (typeof json !== 'string') return null
      const { analysis } = JSON.parse(json) as { readonly analysis: { readonly text?: string } }
      return analysis.text ?? null
    },
  }
}

function corpusRow([index, key, host, status, failureCode, words, language, ...features]: SqlRow): CorpusRow {
  const row = { index: Number(index), key: String(key), host: String(host) }
  if (status === 'failed') return { ...row, status, failureCode: failureCode as FailureCode }
  if (status !== 'ok' || features[0] === null) return { ...row, status: 'skipped' }
  const { finalHash, ...facts } = JSON.parse(String(features[0])) as FeatureFacts
  return {
    ...row,
    status,
    finalHash,
    words: Number(words),
    language: language as string | null,
    features: Object.assign(createSketches(features), facts),
  }
}

/** Decodes what is asked for, when it is: each walk over the rows wants little of them. */
function createSketches(columns: SqlRow): Omit<PageFeatures, keyof FeatureFacts> {
  const [, terms, bands, paragraphs, links] = columns
  return {
    get terms() {
      return keywords(JSON.parse(String(asked(terms, 'terms'))) as (string | number)[])
    },
    get bands() {
      return new Uint32Array(copied(asked(bands, 'bands')))
    },
    get paragraphs() {
      return new Uint32Array(copied(asked(paragraphs, 'paragraphs')))
    },
    get links() {
      return new Float64Array(copied(asked(links, 'links')))
    },
  }
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

/** The bytes in a buffer of their own: numbers must begin where their size says. */
function copied(blob: SqlRow[number]): ArrayBuffer {
  return blob instanceof Uint8Array ? new Uint8Array(blob).buffer : new ArrayBuffer(0)
}
