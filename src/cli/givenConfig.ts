import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { readConfigFile } from '../config/readConfigFile.ts'
import { resolveConfig } from '../config/resolveConfig.ts'
import type { Settings } from '../config/settings.ts'
import { environmentSettings, flagSettings } from '../config/textSettings.ts'
import type { ScraperConfig } from '../types.ts'
import type { Arguments } from './commandLine.ts'
import { configFlags } from './flags.ts'
import type { CommandIo } from './io.ts'
import { withRateAsInterval } from './rate.ts'

/** The file that is read when no other is named. */
export const CONFIG_FILE = 'scraper.config.json'

/**
 * The configuration that a command line asks for, and the file that it comes from, if any: defaults, then the file, then the
 * environment, then the flags, then `more`. Throws a `ConfigError`.
 */
export async function givenConfig(
  given: Arguments,
  { cwd, env }: Pick<CommandIo, 'cwd' | 'env'>,
  more: Settings = new Map(),
): Promise<{ readonly config: ScraperConfig; readonly file: string | undefined }> {
  const { file, fromEnvironment, fromFlags } = configSources(given, { cwd, env })
  const fromFile = file === undefined ? new Map() : await readConfigFile(file, env)
  return { config: resolveConfig(fromFile, fromEnvironment, fromFlags, more), file }
}

/** The configuration file of a command line, if any, and what counts more than it. Throws a `ConfigError`. */
export function configSources(
  given: Arguments,
  { cwd, env }: Pick<CommandIo, 'cwd' | 'env'>,
): { readonly file: string | undefined; readonly fromEnvironment: Settings; readonly fromFlags: Settings } {
  const values = withRateAsInterval(given.values)
  const flags = new Map([...values].filter(([name]) => configFlags.some((flag) => flag.name === name)))
  const fromFlags = flagSettings(flags, env)
  const fromEnvironment = environmentSettings(env)
  return { file: given.values.get('config')?.at(-1) ?? defaultConfigFile(cwd), fromEnvironment, fromFlags }
}

function defaultConfigFile(cwd: string): string | undefined {
  const file = join(relative(process.cwd(), cwd), CONFIG_FILE)
  return existsSync(file) ? file : undefined
}
