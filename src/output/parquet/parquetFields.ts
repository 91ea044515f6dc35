import { USUAL_FIELDS } from '../usualFields.ts'
import type { ParquetType } from './parquetColumn.ts'

/** Without a choice, the columns of a flat file, and the texts that make it worth reading in a notebook. */
export const USUAL_PARQUET_FIELDS = [
  ...USUAL_FIELDS,
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
  ...typed('int64', ['http.bytes']),
  ...typed('double', [
    'elapsedMs',
    'analysis.languageConfidence',
    'analysis.lexicalDiversity',
    'analysis.sentiment.score',
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
  ]),
])

function typed(type: ParquetType, fields: readonly string[]): [string, ParquetType][] {
  return fields.map((field) => [field, type])
}
