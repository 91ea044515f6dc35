import type { ListedPage } from './pagePairs.ts'
import type { RunRow } from './runRow.ts'

/** The pages of a run, wherever they are kept. */
export interface RunPages extends AsyncDisposable {
  /** Each once, in the order of the list. Lines that are no URL and what a pattern leaves out are no pages. */
  readonly pages: readonly ListedPage[]
  /** What the run has of a page, by its place in `pages`. */
  row(place: number): RunRow
  /** Throws an `InputError` or a `StateError` where what was read has been written to meanwhile: then it may not fit together. */
  check(): void
}
