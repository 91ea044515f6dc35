import { extname } from 'node:path'
import { InputError } from '../errors.ts'
import type { OutputFormat } from '../types.ts'

/** The format that a file's ending names. Throws an `InputError` for any other ending. */
export function outputFormat(file: string): OutputFormat {
  const ending = extname(file).toLowerCase()
  if (ending === '.json') return 'json'
  if (ending === '.jsonl') return 'jsonl'
  throw new InputError(`${file}: an output ends in .json or .jsonl, or is - for standard output`)
}
