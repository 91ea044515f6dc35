import { type ConfigRow, rows } from '../config/rows.ts'
import { sectionTitles } from '../config/table.ts'
import { DIFF_CHANGES } from '../diff/diffCounts.ts'
import type { Flag } from './commandLine.ts'
import { INTERVAL, RATE } from './rate.ts'

/** One flag for each key of the configuration that has one. */
export const configFlags: readonly Flag[] = rows.flatMap((row) =>
  row.flag === null ? [] : [configFlag(row, row.flag)],
)

/** A key's other flag: it stands after the one that it is another way to say. */
const rate: Flag = {
  name: RATE,
  takesValue: true,
  help: 'Requests a second to one host name, such as 2, 0.5 or 30/m: another way to give --interval.',
  title: sectionTitles.fetch,
}

const quiet = onOff('quiet', { short: 'q', title: 'General', help: 'Say nothing unless something is wrong.' })
const verbose = onOff('verbose', { short: 'v', title: 'General', help: 'Say a line about every page.' })
const format: Flag = {
  name: 'log-format',
  takesValue: true,
  title: 'General',
  help: 'How standard error tells of the run: text, or json with one event a line.',
  defaultText: 'text',
}
const config: Flag = {
  name: 'config',
  short: 'c',
  takesValue: true,
  title: 'Run',
  help: 'Configuration file.',
  defaultText: './scraper.config.json where there is one',
}
const fresh = onOff('fresh', { title: 'Run', help: 'Forget the state of earlier runs of this output.' })

const retryFailed = onOff('retry-failed', {
  title: 'Run',
  help: 'Ask only the pages again that failed in the last run, and merge what comes into its output.',
})

const state: Flag = {
  name: 'state',
  takesValue: true,
  title: 'Run',
  help: 'File that remembers what is done.',
  defaultText: 'beside the first output',
}
const writingFlags = configFlags.filter(({ name }) =>
  ['output', 'format', 'fields', 'failed', 'graph'].includes(name),
)

/** The flags of `scrape` itself, in the order of its help. */
export const scrapeFlags: readonly Flag[] = [
  ...configFlags.filter(({ title }) => title === sectionTitles.output),
  ...configFlags
    .filter(({ title }) => title !== sectionTitles.output)
    .flatMap((flag) => (flag.name === INTERVAL ? [flag, rate] : [flag])),
  config,
  state,
  fresh,
  retryFailed,
  quiet,
  verbose,
  format,
]

/** The flags of `scrape analyse`: what the files do not say of themselves, and how pages are analysed. */
export const analyseFlags: readonly Flag[] = [
  {
    name: 'url',
    takesValue: true,
    title: sectionTitles.input,
    help: 'Where the page is from: what its relative links start from.',
    defaultText: 'its canonical URL or its <base>',
  },
  {
    name: 'content-type',
    takesValue: true,
    title: sectionTitles.input,
    help: "As a server would have it, such as 'text/html; charset=gbk'.",
    defaultText: "by the ending of the file's name",
  },
  ...configFlags.filter(({ name }) => name === 'max-body-bytes'),
  ...writingFlags,
  ...configFlags.filter(({ title }) => title === sectionTitles.analysis),
  config,
  state,
  fresh,
  quiet,
  verbose,
  format,
]

/** The flags of `scrape merge`: what is made of the rows that are there. */
export const mergeFlags: readonly Flag[] = [
  ...writingFlags,
  ...configFlags.filter(({ name }) => name === 'corpus'),
  config,
  quiet,
  format,
]

/** The flags of `scrape diff`: what is told of the two runs, and where. */
export const diffFlags: readonly Flag[] = [
  {
    name: 'output',
    short: 'o',
    takesValue: true,
    title: sectionTitles.output,
    help: 'File to write, by its ending: .json, .jsonl, .csv, .md or .gz of these; - is standard output. Repeatable.',
    defaultText: 'standard output',
  },
  {
    name: 'format',
    takesValue: true,
    title: sectionTitles.output,
    help: 'Format of standard output: text, jsonl, json, csv or md.',
    defaultText: 'text',
  },
  {
    name: 'only',
    takesValue: true,
    title: sectionTitles.output,
    help: `Tell of these pages alone: ${DIFF_CHANGES.join(', ')}. Several with commas between them.`,
    defaultText: 'all of which more than the bytes has changed',
  },
  {
    name: 'context',
    takesValue: true,
    title: sectionTitles.output,
    help: 'Lines of a text that have not changed to show on each side of those that have.',
    defaultText: '1',
  },
  ...configFlags.filter(({ name }) => ['strip-params', 'exit-code-on'].includes(name)),
  config,
  quiet,
  format,
]

/** The flags of `scrape watch`: those of the runs it makes. */
export const watchFlags: readonly Flag[] = [
  ...scrapeFlags.filter(({ name }) => !['fresh', 'retry-failed'].includes(name)),
  onOff('now', { title: 'Run', help: 'Begin with a run, instead of waiting for the first time.' }),
]

const json = onOff('json', { title: 'General', help: 'Print it as JSON.' })

/** The flags of `scrape plan`: those of the run that it tells of. */
export const planFlags: readonly Flag[] = [...scrapeFlags, json]

/** The flags of the commands that read what a run has left: which run. */
export const reportFlags: readonly Flag[] = [
  ...configFlags.filter(({ name }) => name === 'output'),
  state,
  config,
  json,
]

/** The flags of `scrape state`. */
export const stateFlags: readonly Flag[] = [
  {
    name: 'keep',
    takesValue: true,
    title: 'Run',
    help: 'With prune: how far back what is not listed any more is to stay, such as 30d.',
  },
  ...configFlags.filter(({ name }) => name === 'wait'),
  ...reportFlags,
]

export const initFlags: readonly Flag[] = [
  onOff('cron', { title: 'Run', help: 'Print the line of a crontab that runs this configuration.' }),
  onOff('systemd', { title: 'Run', help: 'Print a service and a timer of systemd that run it.' }),
  ...configFlags.filter(({ name }) => ['schedule', 'time-zone'].includes(name)),
  config,
]

export const demoFlags: readonly Flag[] = [
  {
    name: 'output',
    short: 'o',
    takesValue: true,
    title: 'Input and output',
    help: 'File to write; - is standard output.',
    defaultText: 'textmill-demo.json',
  },
  quiet,
]

function configFlag(row: ConfigRow, name: string): Flag {
  return {
    name,
    takesValue: true,
    help: row.help,
    title: row.title,
    defaultText: row.defaultLabel ?? row.toText(row.default),
    ...(row.short !== undefined && { short: row.short }),
  }
}

function onOff(name: string, facts: Pick<Flag, 'short' | 'title' | 'help'>): Flag {
  return { name, takesValue: false, ...facts }
}
