import { InputError } from '../../errors.ts'
import { endings } from '../format.ts'

const FORMATS = ['json', 'jsonl', 'csv', 'md'] as const

/** What can be told of the changes between two runs, by the ending of its file; `text` is for people, on standard output. */
export type DiffFormat = (typeof FORMATS)[number] | 'text'

/** The format that a file's ending names, `.gz` or not. Throws an `InputError` for any other ending. */
export function diffFormat(file: string): DiffFormat {
  const [ending] = endings(file)
  const format = FORMATS.find((one) => one === ending)
  if (format !== undefined) return format
  throw new InputError(
    `${file}: what has changed is written to .json, .jsonl, .csv or .md, to one of these and .gz, or to - for standard output`,
  )
}
