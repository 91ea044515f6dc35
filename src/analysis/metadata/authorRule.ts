import type { MetadataPage } from './metadataPage.ts'
import type { Rule } from './rule.ts'

/** Finds who wrote a page. */
export type AuthorRule = Rule<MetadataPage, readonly string[]>

const maxAuthors = 50

/** Each name once, whatever its capitals; null for none. */
export function distinctNames(names: readonly string[]): readonly string[] | null {
  const byKey = new Map<string, string>()
  for (const name of names) {
    const key = name.toLowerCase()
    if (!byKey.has(key)) byKey.set(key, name)
  }
  return byKey.size === 0 ? null : [...byKey.values()].slice(0, maxAuthors)
}
