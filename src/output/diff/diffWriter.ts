import type { DiffSummary, PageDiff } from '../../types.ts'

/** Writes what has changed between two runs in one format, page by page, as pieces of text. */
export interface DiffWriter {
  begin(summary: DiffSummary): string
  page(diff: PageDiff): string
  end(): string
}
