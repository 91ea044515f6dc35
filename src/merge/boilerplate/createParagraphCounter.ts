import type { CorpusRow } from '../../types.ts'
import type { Repeats } from '../duplicates/duplicates.ts'
import { createCountSketch } from './createCountSketch.ts'
import { minSharingPages } from './minSharingPages.ts'

const maxCounted = 2 ** 17
/** A page of the web has about so many that count; it may have 256. */
const paragraphsAPage = 64

/** A paragraph, by its hash, that enough pages of a host have. */
export interface CountedParagraph {
  readonly host: string
  readonly hash: number
  /** How many pages have it, those with the same text counted once. */
  readonly pages: number
  /** The lowest index of them. */
  readonly lowest: number
}

/**
 * Counts the paragraphs of all pages that are no repeats, in two walks over the rows: roughly first, in at most 32 MB, then
 * exactly those that may be in enough pages of their host, at most 131,072. (It would take as many, each on
 * four pages or more, for one to be left out; then those met first are counted.)
 */
export interface ParagraphCounter {
  addRoughly(row: CorpusRow): void
  /** To be called between the walks: which of the pages repeat the text of another of their host. */
  leaveOut(repeats: Repeats): void
  /** To be called with every row again, in the same order. */
  addExactly(row: CorpusRow): void
  counted(): CountedParagraph[]
}

interface Host {
  readonly id: number
  pages: number
}

export function createParagraphCounter(pages: number): ParagraphCounter {
  const hosts = new Map<string, Host>()
  let isRepeat = (_index: number): boolean => false
  const sketch = createCountSketch(pages * paragraphsAPage)
  const counted = new Map<number, { host: string; hash: number; pages: number; lowest: number }>()
  return {
    addRoughly(row) {
      if (row.status !== 'ok' || row.features.textChars === 0) return
      const host = hostOf(hosts, row.host)
      host.pages++
      for (const hash of row.features.paragraphs) sketch.add(host.id, hash)
    },
    leaveOut(repeats) {
      isRepeat = repeats.isRepeat
      for (const [name, pages] of repeats.onHost) hostOf(hosts, name).pages -= pages
    },
    addExactly(row) {
      if (row.status !== 'ok' || isRepeat(row.index)) return
      const host = hostOf(hosts, row.host)
      const enough = minSharingPages(host.pages)
      for (const hash of row.features.paragraphs) {
        if (sketch.count(host.id, hash) < enough) continue
        const key = host.id * 2 ** 32 + hash
        const known = counted.get(key)
        if (known !== undefined) known.pages++
        else if (counted.size < maxCounted) {
          counted.set(key, { host: row.host, hash, pages: 1, lowest: row.index })
        }
      }
    },
    counted: () =>
      [...counted.values()].filter(
        ({ host, pages }) => pages >= minSharingPages(hosts.get(host)?.pages ?? 0),
      ),
  }
}

function hostOf(hosts: Map<string, Host>, name: string): Host {
  const known = hosts.get(name)
  if (known !== undefined) return known
  const host = { id: hosts.size, pages: 0 }
  hosts.set(name, host)
  return host
}
