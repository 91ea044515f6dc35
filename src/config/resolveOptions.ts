import type { ScraperConfig, ScraperOptions } from '../types.ts'
import { checkedObject } from './checkedObject.ts'
import { objectSettings } from './objectSettings.ts'
import { resolveConfig } from './resolveConfig.ts'
import { optionsSchema } from './schema.ts'
import type { Environment } from './secrets.ts'
import { refuse } from './settings.ts'

/**
 * Fills in what the options leave out, and expands `${NAME}` in secrets. Throws a `ConfigError` for an unknown key, a wrong
 * type, a value out of range, or a variable that is not set.
 */
export function resolveOptions(
  options: ScraperOptions,
  environment: Environment = process.env,
): ScraperConfig {
  const { value, problems } = checkedObject(optionsSchema, options, environment)
  refuse(problems.map(({ problem }) => problem))
  return resolveConfig(objectSettings(value))
}
