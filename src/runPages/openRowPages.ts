import { closeSync, fstatSync, openSync } from 'node:fs'
import type { RunPages } from '../diff/runPages.ts'
import { InputError } from '../errors.ts'
import { type PageReading, readPages } from './readPages.ts'
import { createRowFile } from './rowFile.ts'

/**
 * Opens the rows that a run has written, in a file of JSON or JSON lines; `name` is what messages call it. Throws an `InputError` for what
 * holds no rows of a run.
 */
export async function openRowPages(path: string, name: string, reading: PageReading): Promise<RunPages> {
  const descriptor = openSync(path, 'r')
  try {
    const opened = fstatSync(descriptor)
    const { pages, row } = await readPages(createRowFile(descriptor, name), reading)
    return {
      pages,
      row: (place) => ({ result: row(place) }),
      check() {
        const { size, mtimeMs } = fstatSync(descriptor)
        if (size === opened.size && mtimeMs === opened.mtimeMs) return
        throw new InputError(`${name}: was written to while it was read`)
      },
      [Symbol.asyncDispose]: async () => closeSync(descriptor),
    }
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
}
