import { existsSync, realpathSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { startingConfigText } from '../config/configText.ts'
import { jsonSchemaText } from '../config/jsonSchema.ts'
import { ConfigError, errorCode, InputError } from '../errors.ts'
import type { Arguments } from './commandLine.ts'
import { exitCodes } from './exitCodes.ts'
import { CONFIG_FILE, givenConfig } from './givenConfig.ts'
import type { CommandIo } from './io.ts'
import type { JobFacts } from './unattendedText.ts'
import { writeText } from './writeText.ts'

/** Writes a configuration to start from, and its schema beside it; or prints what runs one unattended. Overwrites nothing. */
export async function initCommand(given: Arguments, io: CommandIo): Promise<number> {
  const asked = ['cron', 'systemd'].filter((name) => given.switches.has(name))
  if (asked.length > 1) {
    const message = '--cron and --systemd are two ways to do the same: give one of them'
    throw new ConfigError(message, [{ message, key: '--cron' }])
  }
  if (asked.length === 0) return await writeStart(io)
  const { cronText, systemdText } = await import('./unattendedText.ts')
  const job = await jobFacts(given, io)
  await writeText(asked[0] === 'cron' ? cronText(job) : systemdText(job), io.stdout)
  return exitCodes.finished
}

async function writeStart({ cwd, terminal }: CommandIo): Promise<number> {
  const files = [
    ['scraper.config.json', startingConfigText()],
    ['scraper.schema.json', jsonSchemaText()],
  ] as const
  for (const [name] of files) if (existsSync(join(cwd, name))) throw inTheWay(name)
  for (const [name, text] of files) await writeNew(join(cwd, name), text, name)
  terminal.line(
    'wrote scraper.config.json and scraper.schema.json; put your URLs into urls.txt, one a line, and run: scrape',
  )
  return exitCodes.finished
}

const NIGHTLY = '0 3 * * *'

async function jobFacts(given: Arguments, io: CommandIo): Promise<JobFacts> {
  const { config, file } = await givenConfig(given, io)
  if (file === undefined)
    throw new InputError(`no ${CONFIG_FILE} here: scrape init writes one, or name one with -c`)
  const { schedule, timeZone } = config
  return {
    node: process.execPath,
    command: realpathSync(process.argv[1] ?? ''),
    config: resolve(file),
    schedule: schedule ?? NIGHTLY,
    timeZone,
  }
}

async function writeNew(path: string, text: string, name: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' })
  } catch (error) {
    const code = errorCode(error)
    throw code === 'EEXIST' ? inTheWay(name) : new InputError(`${name}: cannot be written (${code ?? error})`)
  }
}

const inTheWay = (name: string): InputError =>
  new InputError(`${name} exists already, and init overwrites nothing`)
