import { mkdtemp, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { realPath } from '../config/realPath.ts'
import { errorMessage, InputError, OutputError } from '../errors.ts'
import type { FetchedPage } from '../types.ts'
import { makeFolder } from './makeFolder.ts'
import type { PageFacts } from './pageFacts.ts'
import { BODY, FACTS, savedPath, UNFINISHED } from './savedPath.ts'

/** Keeps pages in a folder as they came over the network. */
export interface PageSaver {
  /**
   * Writes the page in place of what was kept under its URL before. The bytes are not copied: they must stay until the promise
   * resolves. Whenever the process ends, the page is there whole or not at all. Rejects with an `OutputError` that names the folder.
   */
  save(page: PageToSave): Promise<void>
}

export interface PageToSave extends FetchedPage {
  /** What the page is known by, and what it will be found under. */
  readonly url: string
  /** Where it stands among the others: the order in which they are read again. */
  readonly place?: number
}

/** Makes the folder where there is none. Throws an `InputError` when nothing can be written there. */
export async function createPageSaver(folder: string, now: () => number = Date.now): Promise<PageSaver> {
  const home = await openedFolder(folder)
  const made = new Map<string, Promise<unknown>>()
  const makeOnce = (path: string): Promise<unknown> => {
    const making = made.get(path) ?? makeFolder(path)
    made.set(path, making)
    return making
  }
  const write = async ({ body, url, place, ...page }: PageToSave): Promise<void> => {
    const facts: PageFacts = {
      version: 1,
      url,
      place: place ?? null,
      finalUrl: page.finalUrl,
      statusCode: page.statusCode,
      contentType: page.contentType,
      contentEncoding: page.contentEncoding,
      refresh: page.refresh,
      redirects: page.redirects,
      bytes: body.byteLength,
      fetchedAt: new Date(now()).toISOString(),
    }
    const path = join(home, savedPath(url))
    await makeOnce(dirname(path))
    await writeFile(path + BODY + UNFINISHED, body)
    // Old facts never stand beside new bytes: without facts there is no page.
    await rm(path + FACTS, { force: true })
    await rename(path + BODY + UNFINISHED, path + BODY)
    await writeFile(path + FACTS + UNFINISHED, `${JSON.stringify(facts, null, 2)}\n`)
    await rename(path + FACTS + UNFINISHED, path + FACTS)
  }
  return {
    async save(page) {
      try {
        await write(page)
      } catch (cause) {
        throw new OutputError(`cannot save a page in ${folder}: ${errorMessage(cause)}`, { cause })
      }
    },
  }
}

/** Its real path: names that are put behind any other may lead elsewhere than it does. */
async function openedFolder(folder: string): Promise<string> {
  try {
    await makeFolder(folder)
    const home = realPath(folder)
    // Tried, since not every folder that says it can be written to can be.
    await rmdir(await mkdtemp(join(home, '.textmill-')))
    return home
  } catch (cause) {
    throw new InputError(`${folder}: pages cannot be saved there: ${errorMessage(cause)}`, { cause })
  }
}
