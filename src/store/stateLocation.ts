import { existsSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where a run keeps its state. Disposing removes what was only for this run. */
export interface StateLocation extends AsyncDisposable {
  readonly path: string
}

/** The states beside the outputs that are files: two runs that share one of them must not overlap. */
export function statesBeside(files: readonly string[]): string[] {
  return files.filter(isOrdinary).map((file) => `${file}.state`)
}

/** The named file, else `<first output file>.state`, else, with no file to stand beside, a temporary one. */
export async function createStateLocation(
  state: string | undefined,
  files: readonly string[],
): Promise<StateLocation> {
  const beside = files.find(isOrdinary)
  const path = state ?? (beside && `${beside}.state`)
  if (path !== undefined) return { path, [Symbol.asyncDispose]: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'textmill-'))
  return {
    path: join(folder, 'run.state'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Not standard output, and no device or pipe: there a file beside it would make no sense. */
function isOrdinary(file: string): boolean {
  return file !== '-' && (!existsSync(file) || statSync(file).isFile())
}
