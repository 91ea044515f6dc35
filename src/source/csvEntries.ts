import { InputError } from '../errors.ts'
import type { EntryInput, InputEntry } from '../types.ts'
import { type CsvRow, csvRows } from './csvRows.ts'
import { type CsvTable, csvTable, defaultName } from './csvTable.ts'
import { invalidEntry, type MakeEntry } from './entry.ts'
import type { NoteSpoilt } from './spoiltLines.ts'

/**
 * The entries of a table, one a row, with the other columns as their `input`. A row without a URL is an invalid
 * entry; a line that is not UTF-8 in other columns is noted. Throws an `InputError` when it has no column of URLs, and one
 * with the line of a row that is broken.
 */
export async function* csvEntries(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  urlColumn: string | null,
  makeEntry: MakeEntry,
  noteSpoilt: NoteSpoilt,
): AsyncGenerator<InputEntry[]> {
  const tableOf = ([first, second]: readonly CsvRow[]): CsvTable => {
    const cells = first?.cells ?? []
    const table = csvTable(
      cells.map((cell) => cell.toWellFormed()),
      second?.cells,
      urlColumn,
    )
    if ('problem' in table) throw new InputError(`${name}: ${table.problem}`)
    if (!table.hasHeader) return table
    if (!cells.every(isSound)) noteSpoilt(`${name}:${first?.line}`)
    waiting.shift()
    return table
  }
  const rowEntry = ({ line, cells }: CsvRow, { names, urlIndex }: CsvTable): InputEntry => {
    const origin = `${name}:${line}`
    const url = cells[urlIndex]?.trim() ?? ''
    const others = otherColumns(cells, names, urlIndex)
    if (!others.every(([, cell]) => isSound(cell))) noteSpoilt(origin)
    const input = inputOf(others)
    if (url === '') return invalidEntry('', origin, `no URL in the column "${names[urlIndex]}"`, { input })
    return makeEntry(url, origin, { input })
  }
  let table: CsvTable | undefined
  let waiting: CsvRow[] = []
  for await (const rows of csvRows(bytes, name)) {
    waiting.push(...rows)
    if (table === undefined && waiting.length < 2) continue
    const known: CsvTable = table ?? tableOf(waiting)
    table = known
    yield waiting.map((row) => rowEntry(row, known))
    waiting = []
  }
  if (waiting.length === 0) return
  const only = tableOf(waiting)
  if (waiting.length > 0) yield waiting.map((row) => rowEntry(row, only))
}

const isSound = (cell: string): boolean => cell.isWellFormed()

/** The row without its URL. A row that is longer than the header loses nothing. */
function otherColumns(
  cells: readonly string[],
  names: readonly string[],
  urlIndex: number,
): [name: string, cell: string][] {
  const pairs: [string, string][] = []
  for (const [index, cell] of cells.entries()) {
    if (index !== urlIndex) pairs.push([names[index] ?? defaultName(index), cell])
  }
  return pairs
}

/** A column may be called `__proto__`: it is defined like any other. */
function inputOf(pairs: readonly [string, string][]): EntryInput | undefined {
  if (pairs.length === 0) return undefined
  return Object.fromEntries(pairs.map(([name, cell]) => [name, cell.toWellFormed()]))
}
