import { basename } from 'node:path'
import { InputError } from '../errors.ts'
import type { OutputFormat, StreamFormat } from '../types.ts'

const STREAM_FORMATS = ['json', 'jsonl', 'csv', 'md'] as const satisfies readonly StreamFormat[]
/** Formats that are written here and there in their file: nothing that only streams can take them. */
const FILE_FORMATS = ['sqlite', 'parquet'] as const satisfies readonly OutputFormat[]
const FAILED_FORMATS = ['txt', 'csv', 'jsonl'] as const
const GRAPH_FORMATS = ['graphml', 'csv'] as const

export type FailedFormat = (typeof FAILED_FORMATS)[number]
export type GraphFormat = (typeof GRAPH_FORMATS)[number]

/** The format that a file's ending names, `.gz` or not. Throws an `InputError` for any other ending. */
export function outputFormat(file: string): OutputFormat {
  const [ending, gz] = endings(file)
  const allowed: readonly OutputFormat[] = gz ? STREAM_FORMATS : [...STREAM_FORMATS, ...FILE_FORMATS]
  const format = allowed.find((one) => one === ending)
  if (format !== undefined) return format
  throw new InputError(
    `${file}: an output ends in .json, .jsonl, .csv or .md, in one of these and .gz, in .sqlite or .parquet, or is - for standard output`,
  )
}

/** The format of a file for the failures. Throws an `InputError` for another ending. */
export function failedFormat(file: string): FailedFormat {
  const [ending, gz] = endings(file)
  const format = gz ? undefined : FAILED_FORMATS.find((one) => one === ending)
  if (format !== undefined) return format
  throw new InputError(`${file}: a file for the failures ends in .txt, .csv or .jsonl`)
}

/** The format of a file for the links. Throws an `InputError` for another ending. */
export function graphFormat(file: string): GraphFormat {
  const [ending, gz] = endings(file)
  const format = gz ? undefined : GRAPH_FORMATS.find((one) => one === ending)
  if (format !== undefined) return format
  throw new InputError(`${file}: a file for the links ends in .graphml or .csv`)
}

export const isGzipped = (file: string): boolean => endings(file)[1]

/** Whether the file's ending names a format that no device, pipe or standard output can take. */
export function needsFile(file: string): boolean {
  const [ending, gz] = endings(file)
  return !gz && FILE_FORMATS.some((one) => one === ending)
}

/** `out.json` → `out.partial.json`, `out.csv.gz` → `out.partial.csv.gz`. */
export function partialName(file: string): string {
  const ending = /(?<=[^/\\])\.[^./\\]+(?:\.gz)?$/i.exec(file)?.[0] ?? ''
  return `${file.slice(0, file.length - ending.length)}.partial${ending}`
}

/** The ending in lower case without its dot, and whether `.gz` follows it. */
export function endings(file: string): [string, boolean] {
  const [, ending = '', gz] = /.\.([^.]+?)(\.gz)?$/i.exec(basename(file)) ?? []
  return [ending.toLowerCase(), gz !== undefined]
}
