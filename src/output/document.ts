import type { Corpus, RunInfo, ScrapeSummary, Utf8Text } from '../types.ts'
import type { Row } from './row.ts'

/** The whole result. The pages come as JSON, a group at a time. */
export interface ResultDocument {
  readonly summary: ScrapeSummary
  readonly run: RunInfo
  /** Null where it was not asked for. */
  readonly corpus: Corpus | null
  /** The text of the file for the links; null where there is none. */
  readonly graphPieces: Iterable<string> | null
  pages(): Iterable<readonly Utf8Text[]>
}

/** Writes one document, the rows in their order, and holds no more than some of them. Rejects with an `OutputError`. */
export interface DocumentWriter {
  /** Whether its rows are to come with their figures. */
  readonly wantsFigures?: boolean
  begin(document: ResultDocument): Promise<void>
  add(row: Row): void
  /** Whether so little is waiting that more may come. */
  hasRoom(): boolean
  /** Resolves when there is room again. */
  flushed(): Promise<void>
  /** Resolves when all is written. */
  end(document: ResultDocument): Promise<void>
  /** Gives back what is held besides the file, whole or not. */
  readonly close?: () => void | Promise<void>
}
