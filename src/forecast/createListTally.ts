import { urlHash } from '../config/urlHash.ts'
import type { InputEntry, PageEntry } from '../types.ts'
import { createKeySet } from './createKeySet.ts'

export interface ListCounts {
  readonly entries: number
  readonly pages: number
  readonly duplicates: number
  readonly invalid: number
  readonly excluded: number
}

/** An entry that is no page. */
export interface InvalidLine {
  /** Such as `urls.txt:12`. */
  readonly origin: string
  readonly written: string
  readonly invalid: string
}

/** Counts the entries of a list. Pages are told apart by hashes of 53 bits: of a million, two are taken for one once in 18,000 lists. */
export interface ListTally {
  /** Returns the entry where it is a page's first. */
  add(entry: InputEntry): PageEntry | undefined
  readonly counts: ListCounts
  /** The first few. */
  readonly invalidLines: readonly InvalidLine[]
}

const SHOWN_LINES = 5

export function createListTally(): ListTally {
  const keys = createKeySet()
  const counts = { entries: 0, pages: 0, duplicates: 0, invalid: 0, excluded: 0 }
  const invalidLines: InvalidLine[] = []
  return {
    counts,
    invalidLines,
    add(entry) {
      counts.entries += 1
      if ('invalid' in entry) {
        counts.invalid += 1
        const { origin, written, invalid } = entry
        if (invalidLines.length < SHOWN_LINES) invalidLines.push({ origin, written, invalid })
      } else if (entry.isExcluded === true) {
        counts.excluded += 1
      } else if (keys.add(urlHash(entry.key))) {
        counts.pages += 1
        return entry
      } else {
        counts.duplicates += 1
      }
      return undefined
    },
  }
}
