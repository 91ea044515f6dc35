import type { MetaGroup } from '../../types.ts'
import type { MetaTable } from './metaTable.ts'

/** Names and values kept of one vocabulary. */
const maxNames = 200

/** The `<meta>` contents of one vocabulary, in the order of the page. */
export function metaGroup(meta: MetaTable, prefixes: readonly string[]): MetaGroup {
  const entries: [string, string | readonly string[]][] = []
  for (const [name, values] of meta) {
    if (entries.length >= maxNames) break
    if (!prefixes.some((prefix) => name.startsWith(prefix))) continue
    const different = values.length === 1 ? values : [...new Set(values)]
    entries.push([name, different.length === 1 ? (different[0] ?? '') : different])
  }
  return Object.fromEntries(entries)
}
