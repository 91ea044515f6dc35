import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'

/** The one absolute path of a file, whatever links lead to it. */
export function realPath(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    // What is not there yet is no other file by another name.
    return resolve(file)
  }
}
