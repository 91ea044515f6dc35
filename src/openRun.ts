import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFailure } from './config/readFailure.ts'
import { createUrlKey } from './config/urlKey.ts'
import type { ListedPage } from './diff/pagePairs.ts'
import type { RunPages } from './diff/runPages.ts'
import { InputError } from './errors.ts'
import { openRowPages } from './runPages/openRowPages.ts'
import { inputBytes } from './source/inputBytes.ts'
import { normalizedUrl } from './source/normalizedUrl.ts'
import { encodingByMark, textChunks } from './source/textChunks.ts'
import { openStatePages } from './store/statePages.ts'
import type { PageResult } from './types.ts'

export interface OpenRunOptions {
  /** As `source.stripParams`. */
  readonly stripParams: readonly string[]
  /** Called between pieces of work; what it rejects with ends the reading. */
  readonly giveWay: () => Promise<void> | undefined
  readonly stdin: AsyncIterable<Uint8Array>
  /** Closes what may keep its reader waiting: standard input, a named pipe. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Opens what a run has left: its result (JSON or JSON lines, packed or not; a file, a pipe or `-`), or its state. Which it is
 * shows in how it begins. Throws an `InputError` for anything else, and a `StateError` for a state that cannot be read.
 */
export async function openRun(name: string, options: OpenRunOptions): Promise<RunPages> {
  switch (kindOf(name)) {
    case 'state':
      return await openState(name, options)
    case 'rows':
      return await openRowPages(name, name, reading(options))
    case 'stream':
      return await openStream(name, options)
  }
}

const STATE = 'SQLite format 3\0'
const GZIP = '\x1f\x8b'

/** A stream is what has to be read from beginning to end: packed, in UTF-16, or no file. */
function kindOf(name: string): 'state' | 'rows' | 'stream' {
  if (name === '-') return 'stream'
  try {
    const stats = statSync(name)
    if (stats.isDirectory()) throw new InputError(`${name}: is a folder`)
    if (!stats.isFile()) return 'stream'
    const head = beginning(name)
    const text = head.toString('latin1')
    if (text === STATE) return 'state'
    return text.startsWith(GZIP) || encodingByMark(head) !== 'utf-8' ? 'stream' : 'rows'
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`${name}: ${readFailure(error)}`, { cause: error })
  }
}

function beginning(path: string): Buffer {
  const descriptor = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(STATE.length)
    return buffer.subarray(0, readSync(descriptor, buffer))
  } finally {
    closeSync(descriptor)
  }
}

/** Copies the rows to where they can be read here and there. */
async function openStream(name: string, options: OpenRunOptions): Promise<RunPages> {
  const spoken = name === '-' ? 'standard input' : name
  const folder = await mkdtemp(join(tmpdir(), 'textmill-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  const path = join(folder, 'rows.json')
  try {
    await copyText(inputBytes(name, options.stdin, options.signal), path, options.giveWay)
    if (beginning(path).toString('latin1') === STATE) {
      throw new InputError(`${spoken}: is a state, which can be read only as a file, and not packed`)
    }
    const rows = await openRowPages(path, spoken, reading(options))
    return {
      ...rows,
      async [Symbol.asyncDispose]() {
        await rows[Symbol.asyncDispose]()
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}

async function copyText(
  bytes: AsyncIterable<Uint8Array>,
  path: string,
  giveWay: OpenRunOptions['giveWay'],
): Promise<void> {
  await using file = await open(path, 'w')
  for await (const text of textChunks(bytes)) {
    await file.writeFile(text)
    await giveWay()
  }
}

async function openState(name: string, { stripParams, giveWay }: OpenRunOptions): Promise<RunPages> {
  const state = await openStatePages(name)
  try {
    const keyOf = createUrlKey(stripParams)
    const pages: (ListedPage & { readonly id: number })[] = []
    for (const group of state.pages()) {
      for (const { id, key, hasResult } of group) pages.push({ id, key: keyOf(key), hasResult })
      await giveWay()
    }
    return {
      pages,
      row(place) {
        const { index, url, json, bodyHash } = state.result(pages[place]?.id ?? -1)
        const result: PageResult =
          json === null
            ? { index, url, status: 'skipped', reason: 'interrupted' }
            : { index, url, ...JSON.parse(json) }
        return { result, ...(bodyHash !== null && { bodyHash }) }
      },
      check: state.check,
      [Symbol.asyncDispose]: async () => state[Symbol.dispose](),
    }
  } catch (error) {
    state[Symbol.dispose]()
    throw error
  }
}

function reading({ stripParams, giveWay }: OpenRunOptions) {
  const keyOf = createUrlKey(stripParams)
  return {
    giveWay,
    keyOf(written: string): string {
      const parsed = normalizedUrl(written)
      return 'url' in parsed ? keyOf(parsed.url) : written
    },
  }
}
