import { realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/** The one absolute path of a file, there or not yet, whatever links and `..` lead to it: as the system finds it, not as its text reads. */
export function realPath(file: string): string {
  return knownPath(file) ?? besideKnown(file) ?? resolve(file)
}

function besideKnown(file: string): string | undefined {
  const folder = knownPath(dirname(file))
  return folder === undefined ? undefined : join(folder, basename(file))
}

function knownPath(path: string): string | undefined {
  try {
    // The other one leaves the names before a `..` out, whatever they are.
    return realpathSync.native(path)
  } catch {
    return undefined
  }
}
