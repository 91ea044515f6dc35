import { createHash } from 'node:crypto'
import { join } from 'node:path'

/** What is kept of a page lies in two files: its bytes, and what was said of them. */
export const BODY = '.body'
export const FACTS = '.json'

/** A file that was being written when the run ended. */
export const UNFINISHED = '.tmp'

/** Names that a folder of saved pages has: in a folder of two digits, files of all 64 that SHA-256 makes of a URL. */
export const SUBFOLDER = /^[\da-f]{2}$/
export const FACTS_NAME = /^[\da-f]{64}\.json$/

/** Where a URL's files lie in the folder, without their endings. */
export function savedPath(url: string): string {
  const name = createHash('sha256').update(url).digest('hex')
  return join(name.slice(0, 2), name)
}
