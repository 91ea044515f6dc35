import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const LINES_PER_WRITE = 10_000

/** Writes a list of URLs and returns its path. */
export async function writeList(
  /** @type {string} */ folder,
  /** @type {number} */ length,
  /** @type {(index: number) => string} */ url,
) {
  const path = join(await mkdtemp(join(folder, 'list-')), 'urls.txt')
  await writeFile(path, linesOf(length, url))
  return path
}

/** A bounded number of lines at a time: a long list is never one string. */
function* linesOf(/** @type {number} */ length, /** @type {(index: number) => string} */ url) {
  for (let start = 0; start < length; start += LINES_PER_WRITE) {
    const lines = Array.from({ length: Math.min(LINES_PER_WRITE, length - start) }, (_, i) => url(start + i))
    yield `${lines.join('\n')}\n`
  }
}

/** An empty folder for what one run writes. */
export const emptyFolder = (/** @type {string} */ folder) => mkdtemp(join(folder, 'run-'))
