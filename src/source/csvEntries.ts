import { InputError } from '../errors.ts'
import type { EntryInput, InputEntry } from '../types.ts'
import { type CsvRow, csvRows } from './csvRows.ts'
import { type CsvTable, csvTable, defaultName } from './csvTable.ts'
import { invalidEntry, type MakeEntry } from './entry.ts'

/**
 * The entries of a table, one a row, with the other columns as their `input`. A row without a URL is an invalid
 * entry. Throws an `InputError` when it has no column of URLs, and one with the line of a row that is broken.
 */
export async function* csvEntries(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  urlColumn: string | null,
  makeEntry: MakeEntry,
): AsyncGenerator<InputEntry[]> {
  const tableOf = (rows: readonly CsvRow[]): CsvTable => {
    const table = csvTable(rows[0]?.cells ?? [], rows[1]?.cells, urlColumn)
    if ('problem' in table) throw new InputError(`${name}: ${table.problem}`)
    if (table.hasHeader) waiting.shift()
    return table
  }
  let table: CsvTable | undefined
  let waiting: CsvRow[] = []
  for await (const rows of csvRows(bytes, name)) {
    waiting.push(...rows)
    if (table === undefined && waiting.length < 2) continue
    const known: CsvTable = table ?? tableOf(waiting)
    table = known
    yield waiting.map((row) => rowEntry(row, known, name, makeEntry))
    waiting = []
  }
  if (waiting.length === 0) return
  const only = tableOf(waiting)
  if (waiting.length > 0) yield waiting.map((row) => rowEntry(row, only, name, makeEntry))
}

function rowEntry(
  { line, cells }: CsvRow,
  { names, urlIndex }: CsvTable,
  name: string,
  makeEntry: MakeEntry,
): InputEntry {
  const origin = `${name}:${line}`
  const url = cells[urlIndex]?.trim() ?? ''
  const input = otherColumns(cells, names, urlIndex)
  if (url === '') return invalidEntry('', origin, `no URL in the column "${names[urlIndex]}"`, { input })
  return makeEntry(url, origin, { input })
}

/** The row without its URL. A row that is longer than the header loses nothing. */
function otherColumns(
  cells: readonly string[],
  names: readonly string[],
  urlIndex: number,
): EntryInput | undefined {
  const pairs: [string, string][] = []
  for (const [index, cell] of cells.entries()) {
    if (index !== urlIndex) pairs.push([names[index] ?? defaultName(index), cell])
  }
  // A column may be called `__proto__`: this defines it like any other.
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs)
}
