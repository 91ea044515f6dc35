import type { ConfigProblem } from '../errors.ts'
import { nearest } from './nearest.ts'
import { unknownName, wrongValue } from './problem.ts'
import { type ConfigRow, rows } from './rows.ts'
import { refuse, type Settings } from './settings.ts'
import { table } from './table.ts'

/**
 * The settings that environment variables give. An empty variable is as good as none. Throws a `ConfigError`
 * for a value that may not be, and for a variable that begins like one of ours and is none.
 */
export function environmentSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.entries(environment).flatMap(([name, text]) => (text ? [[name, [text]] as const] : []))
  const known = new Map(rows.map((row) => [row.variable, row]))
  const ours = given.filter(
    ([name]) => known.has(name) || ownPrefixes.some((prefix) => name.startsWith(prefix)),
  )
  return textSettings(new Map(ours), { known, from: 'variable', written: (name) => name })
}

/** The settings that flags give, by their names without dashes. Throws a `ConfigError` for a value that may not be. */
export function flagSettings(flags: ReadonlyMap<string, readonly string[]>): Settings {
  const known = new Map(rows.flatMap((row) => (row.flag === null ? [] : [[row.flag, row] as const])))
  return textSettings(flags, { known, from: 'flag', written: (name) => `--${name}` })
}

const ownPrefixes = Object.entries(table)
  .filter(([, node]) => !('schema' in node))
  .map(([section]) => `SCRAPER_${section.toUpperCase()}_`)

interface TextSource {
  readonly known: ReadonlyMap<string, ConfigRow>
  readonly from: 'flag' | 'variable'
  readonly written: (name: string) => string
}

function textSettings(given: ReadonlyMap<string, readonly string[]>, source: TextSource): Settings {
  const problems: ConfigProblem[] = []
  const settings = new Map<string, unknown>()
  for (const [name, texts] of given) {
    const row = source.known.get(name)
    const result = row?.schema.safeParse(row.fromTexts(texts, source.from))
    if (row !== undefined && result?.success) settings.set(row.key, result.data)
    else problems.push(row === undefined ? unknown(name, texts, source) : wrong(row, name, texts, source))
  }
  refuse(problems)
  return settings
}

function wrong(row: ConfigRow, name: string, texts: readonly string[], source: TextSource): ConfigProblem {
  const value = texts.length === 1 ? texts[0] : texts
  return wrongValue({ key: row.key, name: source.written(name), value, allowed: row.allowedAsText })
}

function unknown(name: string, texts: readonly string[], source: TextSource): ConfigProblem {
  const meant = nearest(name, source.known.keys())
  return unknownName({
    key: name,
    name: source.written(name),
    what: source.from,
    meant: meant === undefined ? undefined : source.written(meant),
    value: texts[0],
  })
}
