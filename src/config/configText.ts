import { nested } from './resolveConfig.ts'
import { explanation, hasLastingDefault } from './row.ts'
import { type ConfigRow, rows } from './rows.ts'
import type { Settings } from './settings.ts'

const SCHEMA_FILE = './scraper.schema.json'

/** A configuration file with every key at its default, but for those whose default changes with the version. */
export function defaultConfigText(): string {
  return `${JSON.stringify({ $schema: SCHEMA_FILE, ...nested(defaults()) }, null, 2)}\n`
}

/** The file that `scrape init` writes: every key, explained, and enough to run. */
export function startingConfigText(): string {
  const values = new Map([...defaults(), ['input', ['urls.txt']], ['output.files', ['out.json']]] as const)
  const head =
    '// What `scrape` does when it is run in this folder. Every key may be left out; its default then holds.'
  const members = [`"$schema": ${JSON.stringify(SCHEMA_FILE)}`, ...membersIn(nested(values), [])]
  return `${head}\n{\n${indented(members.join(',\n\n'))}\n}\n`
}

function defaults(): Settings {
  return new Map(rows.flatMap((row) => (hasLastingDefault(row) ? [[row.key, row.default] as const] : [])))
}

function membersIn(section: Record<string, unknown>, path: readonly string[]): string[] {
  return Object.entries(section).map(([name, value]) => {
    const row = rows.find(({ key }) => key === [...path, name].join('.'))
    if (row !== undefined) return `${comment(row)}\n${JSON.stringify(name)}: ${JSON.stringify(value)}`
    const members = membersIn(value as Record<string, unknown>, [...path, name])
    return `${JSON.stringify(name)}: {\n${indented([...driftingIn([...path, name]), members.join(',\n')].join('\n'))}\n}`
  })
}

/** Keys without a lasting default stand first, as comments, so that no comma depends on them. */
function driftingIn(path: readonly string[]): string[] {
  return rows
    .filter((row) => !hasLastingDefault(row) && row.path.slice(0, -1).join('.') === path.join('.'))
    .map(
      (row) => `${comment(row)}\n// ${JSON.stringify(row.path.at(-1))}: ${JSON.stringify(row.defaultLabel)},`,
    )
}

function comment(row: ConfigRow): string {
  return `// ${explanation(row)} Default: ${row.defaultLabel ?? row.toText(row.default)}.`
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ')
