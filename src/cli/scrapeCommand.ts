import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { nearest } from '../config/nearest.ts'
import type { Settings } from '../config/settings.ts'
import { InputError } from '../errors.ts'
import type { ScrapeHooks } from '../hooks.ts'
import type { ScraperConfig } from '../types.ts'
import type { Arguments } from './commandLine.ts'
import { exitCodeOf } from './exitCodes.ts'
import { CONFIG_FILE, givenConfig } from './givenConfig.ts'
import type { CommandIo } from './io.ts'
import { createRunView } from './runView.ts'
import { createStopSignal } from './stopSignal.ts'

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

async function configOf(given: Arguments, io: CommandIo): Promise<ScraperConfig> {
  const inputs: Settings = new Map(given.inputs.length > 0 ? [['input', given.inputs]] : [])
  const { config, file } = await givenConfig(given, io, inputs)
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
