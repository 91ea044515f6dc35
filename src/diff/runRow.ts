import type { PageResult } from '../types.ts'

/** What a run has of a page. */
export interface RunRow {
  readonly result: PageResult
  /** Stands for the decoded bytes; absent where only the row is known, as in a file. */
  readonly bodyHash?: string
}

export type OkResult = Extract<PageResult, { readonly status: 'ok' }>
