import type { ScraperConfig } from '../types.ts'
import { analysisRows } from './analysisRows.ts'
import { fetchRows } from './fetchRows.ts'
import { optionalText, paths, toggle } from './kinds.ts'
import { outputRows } from './outputRows.ts'
import { runRows } from './runRows.ts'
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
  run: runRows,
  schedule: optionalText({
    default: null,
    pattern: /^\s*\S+(\s+\S+){4,5}\s*$|^@[a-z]+$/,
    allowed: 'a cron expression of five or six fields',
    help: 'When scrape watch starts a run, as in a crontab: 0 3 * * *.',
    flag: 'schedule',
  }),
  timeZone: optionalText({
    default: null,
    pattern: /^[\w+-]+(\/[\w+-]+)*$/,
    allowed: 'the name of a time zone, such as Europe/Berlin',
    help: 'Time zone of the schedule, such as Europe/Berlin.',
    flag: 'time-zone',
    defaultLabel: "this machine's",
  }),
} as const

/** The heading under which help and README show the keys of each section. */
export const sectionTitles: Readonly<Record<keyof ScraperConfig, string>> = {
  input: 'Input and output',
  output: 'Input and output',
  source: 'Input and output',
  fetch: 'Fetching',
  analysis: 'Analysis',
  merge: 'Analysis',
  run: 'Run',
  schedule: 'Run',
  timeZone: 'Run',
}
