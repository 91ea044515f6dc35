import { existsSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ScraperConfig } from '../types.ts'

/** Where a run keeps its state. Disposing removes what was only for this run. */
export interface StateLocation extends AsyncDisposable {
  readonly path: string
  /** Whether it outlives the run. */
  readonly isLasting: boolean
}

/** The states beside all that a run writes into files: two runs that share one of these must not overlap. */
export function statesBeside({ files, failed, graph }: WrittenFiles): string[] {
  const written = [...files, failed, graph].filter((file) => file !== null)
  return written.filter(isOrdinaryFile).map((file) => `${file}.state`)
}

type WrittenFiles = Pick<ScraperConfig['output'], 'files' | 'failed' | 'graph'>

/** The named file, else `<first output file>.state`; undefined where there is no file to stand beside. */
export function statePathOf(state: string | undefined, files: readonly string[]): string | undefined {
  const beside = files.find(isOrdinaryFile)
  return state ?? (beside && `${beside}.state`)
}

/** What `statePathOf` says, or else a temporary file. */
export async function createStateLocation(
  state: string | undefined,
  files: readonly string[],
): Promise<StateLocation> {
  const path = statePathOf(state, files)
  if (path !== undefined) return { path, isLasting: true, [Symbol.asyncDispose]: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'textmill-'))
  return {
    path: join(folder, 'run.state'),
    isLasting: false,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Not standard output, and no device or pipe: there a file beside it would make no sense. */
export function isOrdinaryFile(file: string): boolean {
  return file !== '-' && (!existsSync(file) || statSync(file).isFile())
}
