import type { StoredRow } from '../types.ts'

/** A row of the result as JSON. A page's own part was serialised where it was analysed, and stays as it is. */
export function rowJson(row: StoredRow): string {
  const input = row.input === undefined ? '' : `"input":${row.input},`
  return `{"index":${row.index},"url":${JSON.stringify(row.url)},${input}${tail(row)}`
}

function tail(row: StoredRow): string {
  switch (row.kind) {
    case 'result':
      return row.json.slice(1)
    case 'duplicate':
      return `"status":"skipped","reason":"duplicate","of":${row.of}}`
    case 'excluded':
      return '"status":"skipped","reason":"excluded"}'
    case 'unfinished':
      return '"status":"skipped","reason":"interrupted"}'
    case 'invalid': {
      const failure = { stage: 'source', code: 'invalid-url', message: row.message, attempts: 0 }
      return `"status":"failed","failure":${JSON.stringify(failure)}}`
    }
  }
}
