import type { ScraperConfig } from '../types.ts'
import { analysisRows } from './analysisRows.ts'
import { fetchRows } from './fetchRows.ts'
import { choice, paths } from './kinds.ts'

/**
 * Every key of the configuration, once. Defaults, validation, the JSON schema, flags, variables, help
 * and the README's table all come from here: a new key is one entry here and its type in `ScraperConfig`.
 */
export const table = {
  input: paths({
    default: [],
    allowed: 'a list of files, URLs or "-"',
    help: 'Files with one URL a line (.txt, .gz of it), URLs, or - for standard input.',
    flag: null,
  }),
  fetch: fetchRows,
  analysis: analysisRows,
  output: {
    files: paths({
      default: [],
      allowed: 'a list of files (.json, .jsonl) or "-"',
      help: 'File to write, .json or .jsonl by its ending; - is standard output. Repeatable.',
      flag: 'output',
      short: 'o',
      defaultLabel: 'standard output',
    }),
    format: choice({
      default: 'jsonl',
      words: ['jsonl', 'json'],
      help: 'Format of standard output: jsonl or json.',
    }),
  },
} as const

/** The heading under which help and README show the keys of each section. */
export const sectionTitles: Readonly<Record<keyof ScraperConfig, string>> = {
  input: 'Input and output',
  output: 'Input and output',
  fetch: 'Fetching',
  analysis: 'Analysis',
}
