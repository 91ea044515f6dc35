import type { OutputFormat } from '../types.ts'
import { isGzipped, outputFormat } from './format.ts'

/** Measured over 400 real pages, each with some 40 KB of JSON. Columns of one's own make other tables. */
const SHARES: Readonly<Record<OutputFormat, number>> = {
  json: 1.02,
  jsonl: 1,
  csv: 0.03,
  md: 0.002,
  sqlite: 0.65,
  parquet: 0.25,
}
const GZIP_SHARE = 0.25

/** How many bytes a file takes for each byte of its results as JSON, about. Throws an `InputError` for another ending. */
export function outputShare(file: string): number {
  return SHARES[outputFormat(file)] * (isGzipped(file) ? GZIP_SHARE : 1)
}
