import type { ScraperConfig } from '../types.ts'
import { rows } from './rows.ts'
import { configSchema } from './schema.ts'
import type { Settings } from './settings.ts'

/** The whole configuration: the defaults, and over them each source in turn. A later value replaces an earlier one. */
export function resolveConfig(...sources: readonly Settings[]): ScraperConfig {
  const defaults: Settings = new Map(rows.map((row) => [row.key, row.default]))
  const settings = new Map([defaults, ...sources].flatMap((source) => [...source]))
  return withImplied(configSchema.parse(nested(settings)))
}

/** Who names a jar wants cookies. */
function withImplied(config: ScraperConfig): ScraperConfig {
  const { fetch } = config
  return fetch.cookieJar === null ? config : { ...config, fetch: { ...fetch, cookies: true } }
}

/** Values by key as the object that has them in its sections. */
export function nested(settings: Settings): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const { key, path } of rows) {
    if (settings.has(key)) sectionAt(root, path.slice(0, -1))[path.at(-1) ?? ''] = settings.get(key)
  }
  return root
}

function sectionAt(root: Record<string, unknown>, path: readonly string[]): Record<string, unknown> {
  return path.reduce((section, name) => {
    section[name] ??= {}
    return section[name] as Record<string, unknown>
  }, root)
}
