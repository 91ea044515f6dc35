import { stringify } from 'csv-stringify/sync'

/** Also what others may take for a separator or the end of a row is quoted. */
const OTHER_SEPARATORS = /[;\t\r\n]/

/** Lines of a CSV file (RFC 4180) for rows of cells. Spaces and line breaks in a cell stay as they are. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], {
    record_delimiter: 'windows',
    quoted_match: OTHER_SEPARATORS,
    // A line with nothing on it would be no row.
    quoted_empty: rows[0]?.length === 1,
  })
}
