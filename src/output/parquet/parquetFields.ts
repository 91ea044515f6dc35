import { USUAL_FIELDS } from '../usualFields.ts'
import type { ParquetType } from './parquetColumn.ts'

/**
 * Without a choice, the columns of a flat file, what all pages together tell of each, and the texts that make it worth reading in a
 * notebook.
 */
export const USUAL_PARQUET_FIELDS = [
  ...USUAL_FIELDS,
  'corpus.keywords.term',
  'corpus.nearest.index',
  'corpus.nearest.similarity',
  'corpus.nearDuplicateOf',
  'corpus.links.in',
  'corpus.links.out',
  'corpus.links.rank',
  'analysis.headings.text',
  'analysis.links.internal.url',
  'analysis.links.external.url',
  'analysis.text',
] as const

/** The type of the column for a field: `text` for what the program does not know. */
export function parquetType(field: string): ParquetType {
  if (/^analysis\.readability\.[^.]+$/.test(field)) return 'double'
  return TYPES.get(field) ?? 'text'
}

const TYPES: ReadonlyMap<string, ParquetType> = new Map([
  ...typed('int32', ['index', 'of', 'http.statusCode', 'failure.statusCode', 'failure.attempts']),
  ...typed(
    'int32',
    ['words', 'uniqueWords', 'sentences', 'paragraphs', 'readingTimeSeconds'].map(
      (name) => `analysis.${name}`,
    ),
  ),
  ...typed('int32', ['corpus.nearDuplicateOf', 'corpus.links.in', 'corpus.links.out']),
  ...typed('int32s', ['corpus.nearest.index']),
  ...typed('doubles', ['corpus.nearest.similarity', 'corpus.keywords.score']),
  ...typed('int64', ['http.bytes']),
  ...typed('double', [
    'elapsedMs',
    'analysis.languageConfidence',
    'analysis.lexicalDiversity',
    'analysis.sentiment.score',
    'corpus.links.rank',
  ]),
  ...typed('timestamp', ['fetchedAt', 'analysis.metadata.publishedAt', 'analysis.metadata.modifiedAt']),
  ...typed('texts', [
    'analysis.metadata.authors',
    'analysis.keywords.term',
    'analysis.keyPhrases.term',
    'analysis.headings.text',
    'analysis.links.internal.url',
    'analysis.links.external.url',
    'analysis.images.url',
    'analysis.warnings',
    'corpus.keywords.term',
  ]),
])

function typed(type: ParquetType, fields: readonly string[]): [string, ParquetType][] {
  return fields.map((field) => [field, type])
}
