import type { PageAnalysis } from '../../types.ts'
import type { RowResult } from '../row.ts'
import type { RowFigures } from '../rowFigures.ts'

export type SqlValue = string | number | null

type OkResult = Extract<RowResult, { readonly status: 'ok' }>
type SkippedResult = Extract<RowResult, { readonly status: 'skipped' }>
type Found = string | number | null | undefined
type PageColumn = readonly [
  name: string,
  type: string,
  read: (row: RowResult, figures: RowFigures | undefined) => Found,
]

/** The columns of `pages`. Lists and other data are JSON; what a row does not have is NULL. */
const COLUMNS: readonly PageColumn[] = [
  ['id', 'INTEGER PRIMARY KEY', (row) => row.index],
  ['url', 'TEXT NOT NULL', (row) => row.url],
  ['status', 'TEXT NOT NULL', (row) => row.status],
  ['input', 'TEXT', (row) => jsonText(row.input)],
  ['change', 'TEXT', (row) => (row.status === 'skipped' ? null : row.change)],
  ['reason', 'TEXT', skipped((row) => row.reason)],
  ['duplicate_of', 'INTEGER', skipped((row) => row.of)],
  ['rule', 'TEXT', skipped((row) => row.rule)],
  ['final_url', 'TEXT', fetched((row) => row.finalUrl)],
  ['status_code', 'INTEGER', fetched(({ http }) => http.statusCode)],
  ['content_type', 'TEXT', fetched(({ http }) => http.contentType)],
  ['charset', 'TEXT', fetched(({ http }) => http.charset)],
  ['bytes', 'INTEGER', fetched(({ http }) => http.bytes)],
  ['title', 'TEXT', found((analysis) => analysis.title)],
  ['description', 'TEXT', found((analysis) => analysis.description)],
  ['language', 'TEXT', found((analysis) => analysis.language)],
  ['language_confidence', 'REAL', found((analysis) => analysis.languageConfidence)],
  ['kind', 'TEXT', found((analysis) => analysis.pageKind)],
  ['excerpt', 'TEXT', found((analysis) => analysis.excerpt)],
  ['words', 'INTEGER', found((analysis) => analysis.words)],
  ['unique_words', 'INTEGER', found((analysis) => analysis.uniqueWords)],
  ['sentences', 'INTEGER', found((analysis) => analysis.sentences)],
  ['paragraphs', 'INTEGER', found((analysis) => analysis.paragraphs)],
  ['lexical_diversity', 'REAL', found((analysis) => analysis.lexicalDiversity)],
  ['reading_time_seconds', 'INTEGER', found((analysis) => analysis.readingTimeSeconds)],
  ['readability', 'TEXT', found((analysis) => jsonText(analysis.readability ?? undefined))],
  ['sentiment', 'REAL', found((analysis) => analysis.sentiment?.score)],
  ['authors', 'TEXT', found(({ metadata }) => jsonText(metadata?.authors))],
  ['published_at', 'TEXT', found(({ metadata }) => metadata?.publishedAt)],
  ['modified_at', 'TEXT', found(({ metadata }) => metadata?.modifiedAt)],
  ['site_name', 'TEXT', found(({ metadata }) => metadata?.siteName)],
  ['canonical', 'TEXT', found(({ metadata }) => metadata?.canonical)],
  ['image', 'TEXT', found(({ metadata }) => metadata?.image)],
  ['sha256', 'TEXT', found(({ fingerprint }) => fingerprint?.sha256)],
  ['simhash', 'TEXT', found(({ fingerprint }) => fingerprint?.simhash)],
  ['warnings', 'TEXT', found((analysis) => jsonText(analysis.warnings))],
  ['selectors', 'TEXT', found((analysis) => jsonText(analysis.selectors))],
  ['custom', 'TEXT', found((analysis) => jsonText(analysis.custom))],
  ['near_duplicate_of', 'INTEGER', (_, figures) => figures?.nearDuplicateOf],
  ['links_in', 'INTEGER', (_, figures) => figures?.links.in],
  ['links_out', 'INTEGER', (_, figures) => figures?.links.out],
  ['rank', 'REAL', (_, figures) => figures?.links.rank],
  // The longest value stands last: SQLite reads a row from its beginning.
  ['text', 'TEXT', found((analysis) => analysis.text)],
]

export const PAGES_TABLE = `CREATE TABLE pages (
${COLUMNS.map(([name, type]) => `  ${name} ${type}`).join(',\n')}
)`

export const INSERT_PAGE = `INSERT INTO pages VALUES (${COLUMNS.map(() => '?').join(', ')})`

export function pageValues(row: RowResult, figures: RowFigures | undefined): SqlValue[] {
  return COLUMNS.map(([, , read]) => storable(read(row, figures) ?? null))
}

function skipped(read: (row: SkippedResult) => Found): PageColumn[2] {
  return (row) => (row.status === 'skipped' ? read(row) : null)
}

function fetched(read: (row: OkResult) => Found): PageColumn[2] {
  return (row) => (row.status === 'ok' ? read(row) : null)
}

function found(read: (analysis: PageAnalysis) => Found): PageColumn[2] {
  return fetched(({ analysis }) => read(analysis))
}

/** Half a surrogate pair is no text that SQLite could give back. */
export function storable<T extends SqlValue>(value: T): T | string {
  return typeof value === 'string' ? value.toWellFormed() : value
}

/** Data as JSON without half surrogate pairs, which JSON writes as escapes of their own. */
export function jsonText(value: unknown): string | undefined {
  return JSON.stringify(value)?.replace(/\\(?:\\|ud[89a-f][0-9a-f]{2})/g, (code) =>
    code === '\\\\' ? code : '\ufffd',
  )
}
