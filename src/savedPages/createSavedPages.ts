import type { Dirent } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode, InputError } from '../errors.ts'
import type { Failure, FetchedPage } from '../types.ts'
import { type PageFacts, parsedFacts } from './pageFacts.ts'
import { readBody } from './readBody.ts'
import { BODY, FACTS, FACTS_NAME, SUBFOLDER, savedPath, UNFINISHED } from './savedPath.ts'

/** The pages that a `PageSaver` kept in a folder. */
export interface SavedPages {
  /** In the order of their places, then of their URLs. */
  readonly entries: readonly SavedEntry[]
  /** Files that tell of a page and cannot be read, by name. */
  readonly broken: readonly { readonly file: string; readonly failure: Failure }[]
  /** How many other files and folders there are. */
  readonly strays: number
  /**
   * The page as it was fetched, in a buffer of its own; a failure that names the file when that is missing or damaged, or larger than
   * `maxBodyBytes`; null when the URL has no page here. Never rejects.
   */
  page(url: string): Promise<FetchedPage | Failure | null>
}

export interface SavedEntry {
  readonly url: string
  readonly host: string
  /** Where its bytes are. */
  readonly file: string
}

/** As many files are read at once. */
const FILES_AT_ONCE = 16

/**
 * Looks which pages are in a folder: some hundred bytes of memory for each. A folder that holds none has no entries. Throws an
 * `InputError` for what is no folder, or cannot be read.
 */
export async function createSavedPages(folder: string, maxBodyBytes: number): Promise<SavedPages> {
  const found: (SavedEntry & { readonly place: number })[] = []
  const broken: { file: string; failure: Failure }[] = []
  let strays = 0
  const note = async (name: string): Promise<void> => {
    const file = join(folder, name)
    const facts = await readFacts(file)
    if (facts === null) return
    if ('code' in facts) broken.push({ file, failure: facts })
    else found.push(entry(folder, facts))
  }
  for (const subfolder of await listed(folder)) {
    if (!subfolder.isDirectory() || !SUBFOLDER.test(subfolder.name)) {
      strays += 1
      continue
    }
    const names = (await listed(join(folder, subfolder.name))).map(({ name }) => name)
    const told = names.filter((name) => FACTS_NAME.test(name))
    strays += strayCount(names, told)
    for (let at = 0; at < told.length; at += FILES_AT_ONCE) {
      await Promise.all(told.slice(at, at + FILES_AT_ONCE).map((name) => note(join(subfolder.name, name))))
    }
  }
  return {
    entries: found.sort(byPlace).map(({ place, ...known }) => known),
    broken: broken.sort((a, b) => (a.file < b.file ? -1 : 1)),
    strays,
    async page(url) {
      const path = join(folder, savedPath(url))
      const facts = await readFacts(path + FACTS)
      if (facts === null || 'code' in facts) return facts
      const body = await readBody(path + BODY, facts.bytes, maxBodyBytes)
      return 'code' in body ? body : fetchedPage(facts, body)
    },
  }
}

function entry(folder: string, { url, place }: PageFacts): SavedEntry & { readonly place: number } {
  const file = join(folder, savedPath(url)) + BODY
  return { url, host: new URL(url).hostname, file, place: place ?? Number.POSITIVE_INFINITY }
}

function byPlace(a: SavedEntry & { place: number }, b: SavedEntry & { place: number }): number {
  if (a.place !== b.place) return a.place < b.place ? -1 : 1
  return a.url < b.url ? -1 : 1
}

function strayCount(names: readonly string[], told: readonly string[]): number {
  const expected = new Set(told.flatMap((name) => [name, name.replace(FACTS, BODY)]))
  return names.filter((name) => !expected.has(name) && !name.endsWith(UNFINISHED)).length
}

async function listed(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (cause) {
    const code = errorCode(cause)
    const reason = { ENOENT: 'no such folder', ENOTDIR: 'not a folder', EACCES: 'permission denied' }[
      code ?? ''
    ]
    throw new InputError(`${folder}: ${reason ?? `cannot be read (${code ?? String(cause)})`}`, { cause })
  }
}

/** Null where there is no such file. */
async function readFacts(file: string): Promise<PageFacts | Failure | null> {
  try {
    const facts = parsedFacts(await readFile(file, 'utf8'))
    return typeof facts === 'string' ? brokenFile(file, facts) : facts
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? null : brokenFile(file, `it cannot be read (${errorCode(error)})`)
  }
}

function brokenFile(file: string, reason: string): Failure {
  return { stage: 'source', code: 'truncated', message: `${file} tells of no saved page: ${reason}` }
}

function fetchedPage(facts: PageFacts, body: Uint8Array<ArrayBuffer>): FetchedPage {
  const { finalUrl, statusCode, contentType, contentEncoding, refresh, redirects } = facts
  return { finalUrl, statusCode, contentType, contentEncoding, refresh, redirects, body }
}
