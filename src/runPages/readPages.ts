import { InputError } from '../errors.ts'
import type { PageResult } from '../types.ts'
import { isRunRow } from './isRunRow.ts'
import { createPageList, type PlacedPage } from './pageList.ts'
import type { RowFile } from './rowFile.ts'
import { createRowSpans, type RowSpan } from './rowSpans.ts'

export interface PageReading {
  /** What a page is known by, from its URL as it is written. */
  readonly keyOf: (url: string) => string
  /** Called between pieces of work; what it rejects with ends the reading. */
  readonly giveWay: () => Promise<void> | undefined
}

export interface FilePages {
  readonly pages: readonly PlacedPage<RowSpan>[]
  /** Reads the row of a page again, by its place in `pages`. */
  row(place: number): PageResult
}

/** Finds the pages among the rows of a file, and keeps none of these. Throws an `InputError` for a file that holds no rows of a run. */
export async function readPages(file: RowFile, { keyOf, giveWay }: PageReading): Promise<FilePages> {
  const list = createPageList<RowSpan>(keyOf)
  const spans = createRowSpans()
  let rows = 0
  let isEmpty = true
  for (const piece of file.pieces()) {
    if (isEmpty && !startsAsJson(piece)) throw noRun(file)
    isEmpty = false
    for (const span of spans.push(piece)) {
      rows += 1
      list.add(rowAt(file, span, `row ${rows}`), span)
      await giveWay()
    }
  }
  if (isEmpty) throw new InputError(`${file.name}: is empty`)
  if (!spans.isWhole)
    throw new InputError(`${file.name}: ends in the middle of a value, so that it is not whole`)
  if (rows === 0 && !spans.hasList) throw noRun(file)
  const pages = list.pages()
  return {
    pages,
    row(place) {
      const span = pages[place]?.place
      if (span === undefined) throw new RangeError(`no page ${place}`)
      return rowAt(file, span, `the row at byte ${span.start}`)
    },
  }
}

function rowAt(file: RowFile, span: RowSpan, spoken: string): PageResult {
  const value = file.value(span)
  if (value === undefined) throw new InputError(`${file.name}: ${spoken} is not JSON`)
  if (!isRunRow(value)) throw new InputError(`${file.name}: ${spoken} is no row of a run's result`)
  return value
}

const HEAD_BYTES = 4096

/** Behind white space, to which a byte order mark belongs. */
function startsAsJson(piece: Uint8Array): boolean {
  return /^\s*[[{]/.test(Buffer.from(piece.subarray(0, HEAD_BYTES)).toString())
}

const noRun = ({ name }: RowFile): InputError =>
  new InputError(`${name}: is no result of a run: give its .json or .jsonl, packed or not, or its state`)
