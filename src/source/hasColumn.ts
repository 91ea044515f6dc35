import { InputError } from '../errors.ts'
import { csvRows } from './csvRows.ts'
import { indexOfName } from './csvTable.ts'

const MAX_HEADER_BYTES = 65_536

/** Whether the beginning of a text holds its first line that is not blank, or as much of it as is looked at. */
export function hasFirstLine(head: Uint8Array): boolean {
  return head.length >= MAX_HEADER_BYTES || /[^\s\0][^\r\n]*[\r\n]/.test(Buffer.from(head).toString('latin1'))
}

/** Whether a text is a table with such a column, by its first line. */
export async function hasColumn(head: Uint8Array, name: string): Promise<boolean> {
  try {
    for await (const [first] of csvRows(piece(head), '')) {
      if (first !== undefined) return indexOfName(first.cells, name) !== -1
    }
  } catch (error) {
    // It is no table.
    if (!(error instanceof InputError)) throw error
  }
  return false
}

async function* piece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
