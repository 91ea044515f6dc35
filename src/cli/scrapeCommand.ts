import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { nearest } from '../config/nearest.ts'
import { InputError } from '../errors.ts'
import type { Arguments } from './commandLine.ts'
import { givenJob } from './givenJob.ts'
import type { CommandIo } from './io.ts'
import { viewedRun } from './viewedRun.ts'

/** The main job: resolves the configuration, runs it, and says how it went. */
export async function scrapeCommand(
  given: Arguments,
  io: CommandIo,
  commandNames: readonly string[],
): Promise<number> {
  refuseMistypedCommand(given.inputs[0], io.cwd, commandNames)
  const config = await givenJob(given, io)
  return viewedRun(given, io, config, io.runScrape)
}

function refuseMistypedCommand(word: string | undefined, cwd: string, commandNames: readonly string[]): void {
  if (word === undefined || !/^[a-z]+$/i.test(word) || existsSync(join(cwd, word))) return
  const meant = nearest(word, commandNames)
  if (meant !== undefined) throw new InputError(`no such file: ${word}; did you mean the command ${meant}?`)
}
