import type { CorpusRow } from '../../types.ts'
import { eachRow } from '../eachRow.ts'

/** A page that has a result. */
export type OkPage = Extract<CorpusRow, { readonly status: 'ok' }>

/** The pages of a run, each once, in input order, a group at a time; read anew, and the same, each time it is called. */
export type CorpusGroups = () => Iterable<readonly CorpusRow[]>

/** Visits the pages that are ok, in input order, giving way to the event loop between them. Reads the rows once. */
export function eachOkPage(rows: CorpusGroups, visit: (page: OkPage) => void): Promise<void> {
  return eachRow(rows(), (row) => {
    if (row.status === 'ok') visit(row)
  })
}
