import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { partialName } from './format.ts'
import type { ReplacedFile } from './replacedFile.ts'

/** Files that an earlier, interrupted start of this run has left. */
export interface PartialFiles {
  has(path: string): boolean
  add(path: string): void
}

/** Puts a file in its place, and returns that. Half a result never takes the place of a whole one: it gets a name of its own. */
export async function place(
  path: string,
  file: ReplacedFile,
  { isInterrupted, partialFiles }: { readonly isInterrupted: boolean; readonly partialFiles: PartialFiles },
): Promise<string> {
  if (file.isInPlace) {
    await file.commit(path)
    return path
  }
  const aside = partialName(path)
  const target = isInterrupted && existsSync(path) && !partialFiles.has(path) ? aside : path
  if (isInterrupted) partialFiles.add(target)
  await file.commit(target)
  if (!isInterrupted && partialFiles.has(aside)) await rm(aside, { force: true })
  return target
}
