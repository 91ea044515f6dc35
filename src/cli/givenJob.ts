import { inputKind } from '../config/inputKind.ts'
import { realPath } from '../config/realPath.ts'
import type { Settings } from '../config/settings.ts'
import { ConfigError, InputError } from '../errors.ts'
import type { ScraperConfig } from '../types.ts'
import type { Arguments } from './commandLine.ts'
import { CONFIG_FILE, givenConfig } from './givenConfig.ts'
import type { CommandIo } from './io.ts'

/**
 * The job that a command line asks for: its inputs are those of the configuration where it names none, and without an output it
 * writes to standard output. Throws a `ConfigError`, and an `InputError` where there is nothing to do.
 */
export async function givenJob(given: Arguments, io: CommandIo): Promise<ScraperConfig> {
  const inputs: Settings = new Map(given.inputs.length > 0 ? [['input', given.inputs]] : [])
  const { config, file } = await givenConfig(given, io, inputs)
  refuseToOverwrite(file, config.output.files)
  refuseUnusedColumn(given, config.input)
  const { sitemaps, feeds } = config.source
  if (config.input.length + sitemaps.length + feeds.length > 0) return withOutput(config)
  throw new InputError(
    `nothing to scrape: give a file of URLs, a URL or - for standard input, or set "input" in ${file ?? `${CONFIG_FILE} (scrape init writes one)`}`,
  )
}

function refuseToOverwrite(configFile: string | undefined, outputs: readonly string[]): void {
  if (configFile === undefined) return
  const output = outputs.find((file) => realPath(file) === realPath(configFile))
  if (output !== undefined) throw new InputError(`${output}: is the configuration, and would be written over`)
}

/** In the configuration a column is for whichever input has it; on the command line it is for this one. */
function refuseUnusedColumn({ values }: Arguments, inputs: readonly string[]): void {
  const column = values.get('url-column')?.at(-1)
  const mayHaveColumns = (input: string): boolean => ['table', 'list', 'any'].includes(inputKind(input))
  if (!column || inputs.some(mayHaveColumns)) return
  const message = `--url-column is ${JSON.stringify(column)}, but no input is a table`
  throw new ConfigError(message, [{ message, key: '--url-column', value: column }])
}

/** A library call without files wants its rows and no more; a command without files writes to standard output. */
function withOutput(config: ScraperConfig): ScraperConfig {
  const { output } = config
  return output.files.length > 0 ? config : { ...config, output: { ...output, files: ['-'] } }
}
