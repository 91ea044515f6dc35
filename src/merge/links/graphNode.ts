import type { CorpusRow } from '../../types.ts'

/** What a file of the graph says of a page. */
export interface GraphNode {
  readonly index: number
  readonly url: string
  readonly host: string
  readonly status: CorpusRow['status']
  readonly title: string | null
}

/** The pages of the run, those that failed or were skipped among them, a group at a time. */
export type GraphNodes = () => Iterable<readonly GraphNode[]>
