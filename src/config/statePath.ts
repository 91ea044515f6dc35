import { existsSync, statSync } from 'node:fs'

/** The state of a run: the named file, else `<first output file>.state`; undefined where there is no file to stand beside. */
export function statePathOf(state: string | undefined, files: readonly string[]): string | undefined {
  const beside = files.find(isOrdinaryFile)
  return state ?? (beside && `${beside}.state`)
}

/** Not standard output, and no device or pipe: there a file beside it would make no sense. */
export function isOrdinaryFile(file: string): boolean {
  return file !== '-' && (!existsSync(file) || statSync(file).isFile())
}
