import { createArchive } from '../archive.ts'
import { InputError } from '../errors.ts'
import { isFolder } from '../savedPages/localSources.ts'
import { runFrom } from '../scrape.ts'
import type { ScraperConfig } from '../types.ts'
import type { Arguments } from './commandLine.ts'
import type { CommandIo } from './io.ts'
import { ownOutput } from './ownOutput.ts'
import { viewedRun } from './viewedRun.ts'

/** Analyses the pages that a run has kept in a folder, and writes what a run would, with no network. Resolves to the exit code. */
export async function analyseArchive(
  given: Arguments,
  io: CommandIo,
  config: ScraperConfig,
): Promise<number> {
  const [folder = '', ...others] = given.inputs
  if (others.length > 0 || !isFolder(folder)) {
    throw new InputError('-o is for one folder of saved pages (scrape … --save-pages FOLDER)')
  }
  for (const flag of ['url', 'content-type']) {
    if (given.values.has(flag)) throw new InputError(`--${flag}: saved pages have their own`)
  }
  // What cannot be read now cannot be read in a moment, and nothing is saved that is saved already.
  const calm: ScraperConfig = {
    ...config,
    input: [],
    fetch: { ...config.fetch, retries: 0 },
    output: { ...ownOutput(config, given), savePages: null },
  }
  return viewedRun(given, io, calm, async (runConfig, hooks) => {
    await using archive = await createArchive(folder, runConfig, (text) =>
      hooks.onMessage?.({ level: 'warn', text }),
    )
    return await runFrom(archive, runConfig, hooks)
  })
}
