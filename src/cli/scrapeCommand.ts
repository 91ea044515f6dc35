import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { nearest } from '../config/nearest.ts'
import { readConfigFile } from '../config/readConfigFile.ts'
import { resolveConfig } from '../config/resolveConfig.ts'
import type { Settings } from '../config/settings.ts'
import { environmentSettings, flagSettings } from '../config/textSettings.ts'
import { InputError } from '../errors.ts'
import type { ScrapeHooks } from '../hooks.ts'
import type { ScraperConfig } from '../types.ts'
import type { Arguments } from './commandLine.ts'
import { exitCodeOf } from './exitCodes.ts'
import { configFlags } from './flags.ts'
import type { CommandIo } from './io.ts'
import { withRateAsInterval } from './rate.ts'
import { createRunView } from './runView.ts'
import { createStopSignal } from './stopSignal.ts'

const CONFIG_FILE = 'scraper.config.json'

/** The main job: resolves the configuration, runs it, and says how it went. */
export async function scrapeCommand(
  given: Arguments,
  io: CommandIo,
  commandNames: readonly string[],
): Promise<number> {
  refuseMistypedCommand(given.inputs[0], io.cwd, commandNames)
  const config = await configOf(given, io)
  const { terminal, stdout } = io
  const isSharedScreen = stdout.isTTY === true && config.output.files.includes('-')
  const view = createRunView(isSharedScreen ? { ...terminal, isLive: false } : terminal, {
    quiet: given.switches.has('quiet'),
    verbose: given.switches.has('verbose'),
  })
  const stop = createStopSignal(io.signals, () => {
    if (given.switches.has('quiet')) return
    terminal.line('stopping: what is in flight may end, what is done is kept; once more to end at once')
  })
  try {
    const report = await io.runScrape(config, {
      ...hooksOf(given),
      onStart: view.onStart,
      onMessage: view.onMessage,
      ...(view.onResult !== undefined && { onResult: view.onResult }),
      signal: stop.signal,
    })
    view.finish(report)
    return exitCodeOf(report)
  } finally {
    stop[Symbol.dispose]()
    view[Symbol.dispose]()
  }
}

/** Defaults, then the file, then the environment, then the command line. */
async function configOf(given: Arguments, { cwd, env }: CommandIo): Promise<ScraperConfig> {
  const values = withRateAsInterval(given.values)
  const flags = new Map([...values].filter(([name]) => configFlags.some((flag) => flag.name === name)))
  const inputs: Settings = new Map(given.inputs.length > 0 ? [['input', given.inputs]] : [])
  const fromFlags = flagSettings(flags, env)
  const fromEnvironment = environmentSettings(env)
  const file = given.values.get('config')?.at(-1) ?? defaultConfigFile(cwd)
  const fromFile = file === undefined ? new Map() : await readConfigFile(file, env)
  const config = resolveConfig(fromFile, fromEnvironment, fromFlags, inputs)
  refuseToOverwrite(file, config.output.files)
  if (config.input.length > 0) return withOutput(config)
  throw new InputError(
    `nothing to scrape: give a file of URLs, a URL or - for standard input, or set "input" in ${CONFIG_FILE} (scrape init writes one)`,
  )
}

function refuseToOverwrite(configFile: string | undefined, outputs: readonly string[]): void {
  if (configFile === undefined) return
  const output = outputs.find((file) => resolve(file) === resolve(configFile))
  if (output !== undefined) throw new InputError(`${output}: is the configuration, and would be written over`)
}

function defaultConfigFile(cwd: string): string | undefined {
  const file = join(relative(process.cwd(), cwd), CONFIG_FILE)
  return existsSync(file) ? file : undefined
}

function refuseMistypedCommand(word: string | undefined, cwd: string, commandNames: readonly string[]): void {
  if (word === undefined || !/^[a-z]+$/i.test(word) || existsSync(join(cwd, word))) return
  const meant = nearest(word, commandNames)
  if (meant !== undefined) throw new InputError(`no such file: ${word}; did you mean the command ${meant}?`)
}

function hooksOf(given: Arguments): Pick<ScrapeHooks, 'state' | 'fresh'> {
  const state = given.values.get('state')?.at(-1)
  return { fresh: given.switches.has('fresh'), ...(state !== undefined && { state }) }
}

/** A library call without files wants its rows and no more; a command without files writes to standard output. */
function withOutput(config: ScraperConfig): ScraperConfig {
  const { output } = config
  return output.files.length > 0 ? config : { ...config, output: { ...output, files: ['-'] } }
}
