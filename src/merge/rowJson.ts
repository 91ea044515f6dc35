import { joinedText } from '../config/utf8.ts'
import type { PageChange, StoredRow, Utf8Text } from '../types.ts'

/** A row of the result as JSON. A page's own part was serialised where it was analysed, and stays as it is. */
export const rowJson = (row: StoredRow): Utf8Text => joinedText(rowPieces(row))

/** As `rowJson`, with the end of its line. */
export const rowLine = (row: StoredRow): Utf8Text => joinedText([...rowPieces(row), '\n'])

function rowPieces(row: StoredRow): readonly Utf8Text[] {
  const input = row.input === undefined ? '' : `"input":${row.input},`
  return [`{"index":${row.index},"url":${JSON.stringify(row.url)},${input}`, ...tail(row)]
}

function tail(row: StoredRow): readonly Utf8Text[] {
  switch (row.kind) {
    case 'result':
      return row.change === null ? [from(row.json, 1)] : withChange(row.json, row.change)
    case 'duplicate':
      return [`"status":"skipped","reason":"duplicate","of":${row.of}}`]
    case 'excluded':
      return ['"status":"skipped","reason":"excluded"}']
    case 'unfinished':
      return ['"status":"skipped","reason":"interrupted"}']
    case 'invalid': {
      const failure = { stage: 'source', code: 'invalid-url', message: row.message, attempts: 0 }
      return [`"status":"failed","failure":${JSON.stringify(failure)}}`]
    }
  }
}

/** The first member of a page's own part is its status. */
function withChange(json: Utf8Text, change: PageChange): readonly Utf8Text[] {
  const afterStatus = typeof json === 'string' ? json.indexOf(',') : json.indexOf(COMMA)
  return [from(json, 1, afterStatus), `,"change":"${change}"`, from(json, afterStatus)]
}

const COMMA = 0x2c

function from(json: Utf8Text, start: number, end?: number): Utf8Text {
  return typeof json === 'string' ? json.slice(start, end) : json.subarray(start, end)
}
