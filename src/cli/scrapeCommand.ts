import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { nearest } from '../config/nearest.ts'
import type { Settings } from '../config/settings.ts'
import { InputError } from '../errors.ts'
import type { ScraperConfig } from '../types.ts'
import type { Arguments } from './commandLine.ts'
import { CONFIG_FILE, givenConfig } from './givenConfig.ts'
import type { CommandIo } from './io.ts'
import { viewedRun } from './viewedRun.ts'

/** The main job: resolves the configuration, runs it, and says how it went. */
export async function scrapeCommand(
  given: Arguments,
  io: CommandIo,
  commandNames: readonly string[],
): Promise<number> {
  refuseMistypedCommand(given.inputs[0], io.cwd, commandNames)
  const config = await configOf(given, io)
  return viewedRun(given, io, config, io.runScrape)
}

async function configOf(given: Arguments, io: CommandIo): Promise<ScraperConfig> {
  const inputs: Settings = new Map(given.inputs.length > 0 ? [['input', given.inputs]] : [])
  const { config, file } = await givenConfig(given, io, inputs)
  refuseToOverwrite(file, config.output.files)
  const { sitemaps, feeds } = config.source
  if (config.input.length + sitemaps.length + feeds.length > 0) return withOutput(config)
  throw new InputError(
    `nothing to scrape: give a file of URLs, a URL or - for standard input, or set "input" in ${CONFIG_FILE} (scrape init writes one)`,
  )
}

function refuseToOverwrite(configFile: string | undefined, outputs: readonly string[]): void {
  if (configFile === undefined) return
  const output = outputs.find((file) => resolve(file) === resolve(configFile))
  if (output !== undefined) throw new InputError(`${output}: is the configuration, and would be written over`)
}

function refuseMistypedCommand(word: string | undefined, cwd: string, commandNames: readonly string[]): void {
  if (word === undefined || !/^[a-z]+$/i.test(word) || existsSync(join(cwd, word))) return
  const meant = nearest(word, commandNames)
  if (meant !== undefined) throw new InputError(`no such file: ${word}; did you mean the command ${meant}?`)
}

/** A library call without files wants its rows and no more; a command without files writes to standard output. */
function withOutput(config: ScraperConfig): ScraperConfig {
  const { output } = config
  return output.files.length > 0 ? config : { ...config, output: { ...output, files: ['-'] } }
}
