import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isOrdinaryFile, statePathOf } from '../config/statePath.ts'
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
