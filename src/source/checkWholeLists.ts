import { statSync } from 'node:fs'
import { Readable } from 'node:stream'
import { InputError } from '../errors.ts'
import type { SourceConfig } from '../types.ts'
import { inputEntries } from './inputEntries.ts'
import { isUrlArgument } from './isUrlArgument.ts'

export interface WholeLists {
  readonly inputs: readonly string[]
  readonly source: SourceConfig
  /** Ends the reading. */
  readonly signal: AbortSignal
}

/**
 * Reads the files among the inputs as far as a run will, and keeps nothing of them. What can be read only once and what is on the web is left
 * out. Throws an `InputError` when one of them cannot be read to its end.
 */
export async function checkWholeLists({ inputs, source, signal }: WholeLists): Promise<void> {
  const entries = inputEntries({
    inputs: inputs.filter((input) => isUrlArgument(input) || isOrdinaryFile(input)),
    source: { ...source, sitemaps: [], feeds: [] },
    stdin: Readable.from([]),
    readUrl: async (url) => {
      throw new InputError(`${url} is on the web`)
    },
    // The run will say it.
    warn() {},
    tell() {},
  })
  for await (const _group of entries) if (signal.aborted) return
}

const isOrdinaryFile = (input: string): boolean =>
  statSync(input, { throwIfNoEntry: false })?.isFile() ?? false
