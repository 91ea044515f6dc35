import type { Element } from '../markup/pageTree.ts'
import { cleanText } from './cleanText.ts'

/** The contents of `<meta>` elements by lower-case `name` or `property`, in the order of the page. */
export type MetaTable = ReadonlyMap<string, readonly string[]>

/** Contents kept for one name. */
const maxValues = 100

/** One look at each `<meta>`: one with a `name` and a `property` counts as both. Empty contents are none. */
export function metaTable(metas: readonly Element[]): MetaTable {
  const table = new Map<string, string[]>()
  for (const meta of metas) {
    const content = cleanText(meta.attribute('content'))
    if (content === null) continue
    for (const name of namesOf(meta)) {
      const values = table.get(name)
      if (values === undefined) table.set(name, [content])
      else if (values.length < maxValues) values.push(content)
    }
  }
  return table
}

function namesOf(meta: Element): Set<string> {
  const itemprop = meta.attribute('itemprop')
  const prefixed = itemprop === undefined ? undefined : `itemprop:${itemprop}`
  const names = [meta.attribute('name'), meta.attribute('property'), prefixed]
  return new Set(names.flatMap((written) => written?.trim().toLowerCase().toWellFormed() || []))
}

/** The first content of the first of these names that has one. */
export function firstMeta(table: MetaTable, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = table.get(name)?.[0]
    if (value !== undefined) return value
  }
  return null
}

/** All contents of the first of these names that has one. */
export function allMeta(table: MetaTable, ...names: readonly string[]): readonly string[] {
  for (const name of names) {
    const values = table.get(name)
    if (values !== undefined) return values
  }
  return []
}
