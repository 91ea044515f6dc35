import type { Corpus, RowFacts, ScrapeSummary, StoredRow, Utf8Text } from '../types.ts'
import { type CorpusSource, corpus, type TextTools } from './corpus.ts'
import { type GraphFormat, graphPieces } from './links/graphPieces.ts'
import type { LinkGraph } from './links/linkGraph.ts'
import { readGraph } from './links/readGraph.ts'
import { rowJson, rowLine } from './rowJson.ts'
import { createSummaryCounter } from './summary.ts'

/** The rows of a run, in input order, a group at a time. */
export interface RowSource {
  facts(): Iterable<readonly RowFacts[]>
  rows(): Iterable<readonly StoredRow[]>
  readonly corpus: CorpusSource
}

/** The merged result: what is counted and found over all rows, and the rows as JSON, read as they are asked for. */
export interface MergedReport {
  readonly summary: ScrapeSummary
  /** Null where it was not asked for. */
  readonly corpus: Corpus | null
  /** The links among the pages as the text of a file; null where it was not asked for. */
  readonly graphPieces: Iterable<string> | null
  pages(): Iterable<readonly Utf8Text[]>
  /** The rows that an interrupted run has no result for, as lines. */
  unfinishedLines(): Iterable<readonly Utf8Text[]>
}

export interface MergeOptions extends TextTools {
  /** Whether what only all pages together can tell is to be found. */
  readonly wantsCorpus: boolean
  /** What kind of file the links among the pages are wanted as, if any. */
  readonly graphFormat: GraphFormat | null
  readonly urlHash: (key: string) => number
  /** Of the last closed run, no longer listed. */
  readonly removedPages: number
}

/** Combines all rows, giving way to the event loop. Memory grows with the rows by no more than some hundred bytes each. */
export async function mergedReport(source: RowSource, options: MergeOptions): Promise<MergedReport> {
  const summary = await countedSummary(source, options.removedPages)
  const rows = () => source.corpus.rows(['key', 'facts'])
  const { corpus, graph } = await foundOver(source.corpus, { ...options, pages: summary.ok })
  const { graphFormat } = options
  return {
    summary,
    corpus,
    graphPieces: graphFormat && graph && (await graphPieces(graphFormat, graph, rows)),
    pages: () => writtenRows(source, rowJson),
    unfinishedLines: () => writtenRows(source, (row) => (row.kind === 'unfinished' ? rowLine(row) : [])),
  }
}

/** The links are kept only where they are wanted: the corpus needs few of them. */
async function foundOver(
  source: CorpusSource,
  options: MergeOptions & { readonly pages: number },
): Promise<{ readonly corpus: Corpus | null; readonly graph: LinkGraph | null }> {
  const { wantsCorpus, graphFormat, urlHash } = options
  if (wantsCorpus) {
    const found = await corpus(source, options)
    return graphFormat === null ? { ...found, graph: null } : found
  }
  return { corpus: null, graph: graphFormat === null ? null : await readGraph(source.rows, urlHash) }
}

async function countedSummary(source: RowSource, removedPages: number): Promise<ScrapeSummary> {
  const counter = createSummaryCounter()
  for (const facts of source.facts()) {
    for (const row of facts) counter.add(row)
    await new Promise(setImmediate)
  }
  return counter.summary(removedPages)
}

function* writtenRows(source: RowSource, written: (row: StoredRow) => Utf8Text | []): Generator<Utf8Text[]> {
  for (const rows of source.rows()) yield rows.flatMap(written)
}
