import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startingConfigText } from '../config/configText.ts'
import { jsonSchemaText } from '../config/jsonSchema.ts'
import { errorCode, InputError } from '../errors.ts'
import { exitCodes } from './exitCodes.ts'
import type { CommandIo } from './io.ts'

/** Writes a configuration to start from, and its schema beside it. Overwrites nothing. */
export async function initCommand({ cwd, terminal }: Pick<CommandIo, 'cwd' | 'terminal'>): Promise<number> {
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
