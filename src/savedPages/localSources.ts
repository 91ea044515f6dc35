import { type Dirent, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode, InputError } from '../errors.ts'
import { isPageName } from '../localPage.ts'
import type { Failure, FetchedPage } from '../types.ts'
import { createSavedPages, type SavedPages } from './createSavedPages.ts'

/** One page to read from this machine. */
export interface LocalSource {
  readonly file: string
  /** Reads a page that was saved from the network, and knows its address. Absent for an ordinary file. */
  readonly saved?: () => Promise<FetchedPage | Failure>
}

export interface LocalSourceOptions {
  readonly maxBodyBytes: number
  /** Whether the user says where the pages are from, or what they are: then there must be no saved ones, which know. */
  readonly isTold: boolean
  readonly warn: (message: string) => void
}

export function isFolder(file: string): boolean {
  return file !== '-' && (statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false)
}

/**
 * The pages that the files stand for. A folder of saved pages stands for those, in their order, the broken ones last; any other for
 * every file in it and below it whose name ends like a page's, by their paths. What is left out is counted in a warning. Throws an
 * `InputError` for a folder that cannot be read, and for the only one when it has no pages.
 */
export async function localSources(
  files: readonly string[],
  options: LocalSourceOptions,
): Promise<LocalSource[]> {
  const sources: LocalSource[] = []
  for (const file of files) {
    const found = isFolder(file) ? await folderSources(file, options) : [{ file }]
    if (found.length === 0 && files.length === 1) {
      throw new InputError(`${file}: there is no page in this folder`)
    }
    // Of several, it is told like a file that cannot be read.
    for (const source of found.length === 0 ? [{ file }] : found) sources.push(source)
  }
  return sources
}

async function folderSources(folder: string, options: LocalSourceOptions): Promise<LocalSource[]> {
  const saved = await createSavedPages(folder, options.maxBodyBytes)
  const isSaved = saved.entries.length + saved.broken.length > 0
  if (isSaved && options.isTold) {
    throw new InputError(`${folder}: its pages say where they are from: leave out --url and --content-type`)
  }
  const { sources, strays } = isSaved ? savedSources(saved) : await pageFiles(folder)
  if (strays > 0 && sources.length > 0)
    options.warn(`${folder}: ${strays === 1 ? '1 file is' : `${strays} files are`} no page`)
  return sources
}

interface Found {
  readonly sources: LocalSource[]
  readonly strays: number
}

function savedSources({ entries, broken, strays, page }: SavedPages): Found {
  const whole = entries.map(({ url, file }) => ({
    file,
    saved: async () => (await page(url)) ?? goneSince(file),
  }))
  const damaged = broken.map(({ file, failure }) => ({ file, saved: async () => failure }))
  return { sources: [...whole, ...damaged], strays }
}

function goneSince(file: string): Failure {
  return { stage: 'source', code: 'truncated', message: `${file} was there at the start, and is gone` }
}

/** What a symbolic link leads to is not looked at: it may lead back. */
async function pageFiles(folder: string): Promise<Found> {
  const files = (await everythingIn(folder)).filter((entry) => !entry.isDirectory())
  const pages = files.filter((entry) => entry.isFile() && isPageName(entry.name))
  const sources = pages.map(({ parentPath, name }) => ({ file: join(parentPath, name) }))
  return { sources: sources.sort((a, b) => (a.file < b.file ? -1 : 1)), strays: files.length - pages.length }
}

async function everythingIn(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true })
  } catch (cause) {
    throw new InputError(`${folder}: cannot be read (${errorCode(cause) ?? String(cause)})`, { cause })
  }
}
