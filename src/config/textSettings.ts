import type { ConfigProblem } from '../errors.ts'
import { checkedObject } from './checkedObject.ts'
import { nearest } from './nearest.ts'
import type { ObjectProblem } from './objectProblems.ts'
import { objectSettings } from './objectSettings.ts'
import { unknownName, wrongValue } from './problem.ts'
import { nested } from './resolveConfig.ts'
import { type ConfigRow, rows } from './rows.ts'
import { optionsSchema } from './schema.ts'
import type { Environment } from './secrets.ts'
import { refuse, type Settings } from './settings.ts'
import { table } from './table.ts'

/**
 * The settings that environment variables give. An empty variable is as good as none. Throws a `ConfigError`
 * for a value that may not be, and for a variable that begins like one of ours and is none.
 */
export function environmentSettings(environment: Environment): Settings {
  const given = Object.entries(environment).flatMap(([name, text]) => (text ? [[name, [text]] as const] : []))
  const known = new Map(rows.map((row) => [row.variable, row]))
  const ours = given.filter(
    ([name]) => known.has(name) || ownPrefixes.some((prefix) => name.startsWith(prefix)),
  )
  return textSettings(new Map(ours), { known, from: 'variable', written: (name) => name, environment })
}

/**
 * The settings that flags give, by their names without dashes; variables are what `${NAME}` in secrets stands for. Throws a
 * `ConfigError` for a value that may not be.
 */
export function flagSettings(
  flags: ReadonlyMap<string, readonly string[]>,
  environment: Environment = process.env,
): Settings {
  const known = new Map(rows.flatMap((row) => (row.flag === null ? [] : [[row.flag, row] as const])))
  return textSettings(flags, { known, from: 'flag', written: (name) => `--${name}`, environment })
}

const ownPrefixes = Object.entries(table)
  .filter(([, node]) => !('schema' in node))
  .map(([section]) => `SCRAPER_${section.toUpperCase()}_`)

interface TextSource {
  readonly known: ReadonlyMap<string, ConfigRow>
  readonly from: 'flag' | 'variable'
  readonly written: (name: string) => string
  readonly environment: Environment
}

function textSettings(given: ReadonlyMap<string, readonly string[]>, source: TextSource): Settings {
  const problems: ConfigProblem[] = []
  const settings = new Map<string, unknown>()
  for (const [name, texts] of given) {
    const row = source.known.get(name)
    if (row === undefined) {
      problems.push(unknown(name, source))
      continue
    }
    const written = nested(new Map([[row.key, row.fromTexts(texts, source.from)]]))
    const checked = checkedObject(optionsSchema, written, source.environment)
    problems.push(...complaints(checked.problems, row, { name: source.written(name), texts }))
    for (const [key, value] of objectSettings(checked.value)) settings.set(key, value)
  }
  refuse(problems)
  return settings
}

/** What lies inside of a value is named by its key; a whole that is wrong, by what the user wrote. */
function complaints(
  problems: readonly ObjectProblem[],
  row: ConfigRow,
  { name, texts }: { readonly name: string; readonly texts: readonly string[] },
): ConfigProblem[] {
  const { key, allowedAsText: allowed, isSecret } = row
  const value = texts.length === 1 ? texts[0] : texts
  return problems.map(({ problem, path }) =>
    path.length > row.path.length || problem.allowed === undefined
      ? { ...problem, message: `${name}: ${problem.message}` }
      : wrongValue({ key, name, value, allowed, isSecret }),
  )
}

function unknown(name: string, source: TextSource): ConfigProblem {
  const meant = nearest(name, source.known.keys())
  return unknownName({
    key: name,
    name: source.written(name),
    what: source.from,
    meant: meant === undefined ? undefined : source.written(meant),
  })
}
