import type { ScraperConfig, ScraperOptions } from '../types.ts'
import { objectProblems } from './objectProblems.ts'
import { objectSettings } from './objectSettings.ts'
import { resolveConfig } from './resolveConfig.ts'
import { optionsSchema } from './schema.ts'
import { refuse } from './settings.ts'

/** Fills in what the options leave out. Throws a `ConfigError` for an unknown key, a wrong type or a value out of range. */
export function resolveOptions(options: ScraperOptions): ScraperConfig {
  const result = optionsSchema.safeParse(options)
  refuse(objectProblems(options, result.error?.issues ?? []).map(({ problem }) => problem))
  return resolveConfig(objectSettings(result.data))
}
