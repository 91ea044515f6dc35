import type { PageChange, StoredRow } from '../types.ts'

/** A row of the result as JSON. A page's own part was serialised where it was analysed, and stays as it is. */
export function rowJson(row: StoredRow): string {
  const input = row.input === undefined ? '' : `"input":${row.input},`
  return `{"index":${row.index},"url":${JSON.stringify(row.url)},${input}${tail(row)}`
}

function tail(row: StoredRow): string {
  switch (row.kind) {
    case 'result':
      return row.change === null ? row.json.slice(1) : withChange(row.json, row.change)
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

/** The first member of a page's own part is its status. */
function withChange(json: string, change: PageChange): string {
  const afterStatus = json.indexOf(',')
  return `${json.slice(1, afterStatus)},"change":"${change}"${json.slice(afterStatus)}`
}
