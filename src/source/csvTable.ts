import { normalizedUrl } from './normalizedUrl.ts'

/** How the rows of a table are read. */
export interface CsvTable {
  /** Names of the columns, each once. */
  readonly names: readonly string[]
  /** Where the URL stands. */
  readonly urlIndex: number
  /** Whether the first row holds the names. */
  readonly hasHeader: boolean
}

type Cells = readonly string[]

const URL_NAMES = ['url', 'link', 'href', 'uri', 'address', 'website']

/**
 * The columns of a table by its first two rows. A first row that holds a URL is no header: its columns are called
 * `column1` and so on. The URL stands in the column called `urlColumn`, where that is given; else in the one called
 * url, link, href, uri, address or website, in this order; else in the only one whose first value is a web address.
 * Comes back as `{ problem }` when there is none.
 */
export function csvTable(
  first: Cells,
  second: Cells | undefined,
  urlColumn: string | null,
): CsvTable | { readonly problem: string } {
  const hasHeader = (urlColumn !== null && hasName(first, urlColumn)) || !isRowOfPage(first)
  const names = hasHeader ? columnNames(first) : first.map((_, index) => defaultName(index))
  const sample = hasHeader ? (second ?? []) : first
  const urlIndex = urlColumn === null ? likelyUrlIndex(names, sample) : indexOfName(names, urlColumn)
  if (urlIndex !== -1) return { names, urlIndex, hasHeader }
  const columns = `its columns are ${names.join(', ')}`
  return urlColumn === null
    ? { problem: `no column is known to hold the URLs: name one (${columns})` }
    : { problem: `no column "${urlColumn}" (${columns})` }
}

export const defaultName = (index: number): string => `column${index + 1}`

const isWebAddress = (cell: string): boolean => /^\s*https?:\/\//i.test(cell)
const isUrl = (cell: string): boolean => 'url' in normalizedUrl(cell.trim())

function isRowOfPage(cells: Cells): boolean {
  // In a lone column a name without a scheme is enough: a heading has no dot.
  return cells.some(isWebAddress) || (cells.length === 1 && cells.every(isUrl))
}

/** Column names as written, made different where they are not, and given to those that have none. */
function columnNames(header: Cells): string[] {
  const taken = new Set<string>()
  return header.map((cell, index) => {
    const name = cell.trim() || defaultName(index)
    let unique = name
    for (let copy = 2; taken.has(unique); copy += 1) unique = `${name}_${copy}`
    taken.add(unique)
    return unique
  })
}

const hasName = (cells: Cells, name: string): boolean => indexOfName(cells, name) !== -1

/** The column of this very name, or else of one that differs in case. */
export function indexOfName(names: Cells, name: string): number {
  const exact = names.findIndex((other) => other.trim() === name.trim())
  if (exact !== -1) return exact
  return names.findIndex((other) => other.trim().toLowerCase() === name.trim().toLowerCase())
}

function likelyUrlIndex(names: Cells, sample: Cells): number {
  const named = URL_NAMES.map((name) => indexOfName(names, name)).filter((index) => index !== -1)
  const [best] = named
  if (best !== undefined) {
    // An address may be a street's, and a link a phrase; what is called url is taken at its word.
    const isSure = names[best]?.toLowerCase() === 'url'
    const fitting = named.find((index) => (sample[index] ?? '').trim() === '' || isUrl(sample[index] ?? ''))
    return isSure ? best : (fitting ?? best)
  }
  const byValue = sample.flatMap((cell, index) => (isWebAddress(cell) ? [index] : []))
  if (byValue.length === 1) return byValue[0] ?? -1
  return names.length === 1 ? 0 : -1
}
