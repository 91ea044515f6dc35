import { fieldPaths } from './fieldPaths.ts'
import { choice, optionalFolder, optionalPath, paths, texts, toggle } from './kinds.ts'

const FORMATS = '.json, .jsonl, .csv, .md, .gz of these, .sqlite or .parquet'

/** What is written. */
export const outputRows = {
  files: paths({
    default: [],
    allowed: `a list of files (${FORMATS}) or "-"`,
    help: `File to write, by its ending: ${FORMATS}; - is standard output. Repeatable.`,
    flag: 'output',
    short: 'o',
    defaultLabel: 'standard output',
  }),
  format: choice({
    default: 'jsonl',
    words: ['jsonl', 'json', 'csv', 'md'],
    help: 'Format of standard output: jsonl, json, csv or md.',
  }),
  fields: fieldPaths({
    default: [],
    help: 'Columns of .csv and .parquet, as dotted paths into a row: url,analysis.title.',
    defaultLabel: 'a usual choice',
  }),
  failed: optionalPath({
    default: null,
    help: 'File for the failures alone (.txt, .csv, .jsonl), which a later run can read as its input.',
  }),
  graph: optionalPath({
    default: null,
    help: 'File for the links among the pages, for Gephi: .graphml or .csv.',
  }),
  savePages: optionalFolder({
    default: null,
    help: 'Folder to keep the pages in, as they came: scrape analyse reads it.',
  }),
  timings: toggle({
    default: false,
    help: 'Whether rows have fetchedAt and elapsedMs, in which two runs differ.',
  }),
  headers: texts({
    default: [],
    allowed: 'a list of names of headers',
    isAllowed: (name) => /^[!#$%&'*+.^_`|~\w-]+$/.test(name),
    mayHaveCommas: false,
    help: 'Headers of the response to keep in http.headers of each row: etag,last-modified.',
  }),
} as const
