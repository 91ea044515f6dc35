import type { ScraperConfig } from '../types.ts'
import { analysisRows } from './analysisRows.ts'
import { fetchRows } from './fetchRows.ts'
import { paths, toggle } from './kinds.ts'
import { outputRows } from './outputRows.ts'
import { sourceRows } from './sourceRows.ts'

/**
 * Every key of the configuration, once. Defaults, validation, the JSON schema, flags, variables, help
 * and the README's table all come from here: a new key is one entry here and its type in `ScraperConfig`.
 */
export const table = {
  input: paths({
    default: [],
    allowed: 'a list of files, URLs or "-"',
    help: 'Files of URLs (.txt, .csv, .jsonl, sitemaps and feeds as .xml, .gz of each), URLs, or - for standard input.',
    flag: null,
  }),
  source: sourceRows,
  fetch: fetchRows,
  analysis: analysisRows,
  merge: {
    corpus: toggle({
      default: true,
      help: 'Whether to find what only all pages together can tell: their terms, near duplicates, and links.',
    }),
  },
  output: outputRows,
} as const

/** The heading under which help and README show the keys of each section. */
export const sectionTitles: Readonly<Record<keyof ScraperConfig, string>> = {
  input: 'Input and output',
  output: 'Input and output',
  source: 'Input and output',
  fetch: 'Fetching',
  analysis: 'Analysis',
  merge: 'Analysis',
}
