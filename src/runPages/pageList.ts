import type { ListedPage } from '../diff/pagePairs.ts'
import type { PageResult } from '../types.ts'

/** A page, and where its row can be read again. */
export interface PlacedPage<Place> extends ListedPage {
  readonly place: Place
}

/** The pages among the rows of a run, in whatever order these come. */
export interface PageList<Place> {
  add(row: PageResult, place: Place): void
  /** Each page once, in the order of the list. */
  pages(): PlacedPage<Place>[]
}

/** `keyOf` says what a page is known by. Memory grows by some hundred bytes a page. */
export function createPageList<Place>(keyOf: (url: string) => string): PageList<Place> {
  const found: (PlacedPage<Place> & { readonly index: number })[] = []
  const duplicates: { readonly key: string; readonly of: number }[] = []
  let count = 0
  return {
    add(row, place) {
      const index = typeof row.index === 'number' ? row.index : count
      count += 1
      if (isDuplicate(row)) duplicates.push({ key: keyOf(row.url), of: row.of })
      else if (isPage(row)) found.push({ index, key: keyOf(row.url), hasResult: hasResult(row), place })
    },
    pages() {
      const inOrder = found.toSorted((one, other) => one.index - other.index)
      const otherKeys = keysOfDuplicates(duplicates)
      const seen = new Set<string>()
      return inOrder.flatMap(({ index, ...page }) => {
        if (seen.has(page.key)) return []
        seen.add(page.key)
        const others = otherKeys.get(index)?.filter((key) => key !== page.key) ?? []
        return [others.length > 0 ? { ...page, otherKeys: others } : page]
      })
    },
  }
}

/** By the index of the row that has their result. */
function keysOfDuplicates(
  duplicates: readonly { readonly key: string; readonly of: number }[],
): Map<number, string[]> {
  const keys = new Map<number, string[]>()
  for (const { key, of } of duplicates) {
    const known = keys.get(of)
    if (known === undefined) keys.set(of, [key])
    else if (!known.includes(key)) known.push(key)
  }
  return keys
}

function isDuplicate(row: PageResult): row is PageResult & { readonly of: number } {
  return row.status === 'skipped' && row.reason === 'duplicate' && typeof row.of === 'number'
}

/** Not what stands in a list without being a page to ask for. */
function isPage(row: PageResult): boolean {
  if (row.status === 'failed') return row.failure.code !== 'invalid-url'
  return row.status === 'ok' || (row.reason !== 'excluded' && row.reason !== 'duplicate')
}

const hasResult = (row: PageResult): boolean => row.status !== 'skipped' || row.reason !== 'interrupted'
