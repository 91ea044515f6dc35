import { asString, includesText } from '../config/utf8.ts'
import type { EntryInput, JsonObject, PageResult, Utf8Text } from '../types.ts'
import type { RowFigures } from './rowFigures.ts'

/** A row on its way into the documents: its JSON, and what that holds, read at most once for all of them. */
export interface Row {
  readonly json: Utf8Text
  result(): RowResult
  /** The same row, for whoever reads it by paths; with its figures as its `corpus`. */
  object(): JsonObject
  /** What only all pages together tell of its page; absent where that is not known, or nobody asked for it. */
  readonly figures: RowFigures | undefined
}

/** A row, with what its input says of it. */
export type RowResult = PageResult & { readonly input?: EntryInput }

export function createRow(json: Utf8Text, figures?: RowFigures): Row {
  let parsed: unknown
  const read = (): unknown => {
    parsed ??= JSON.parse(asString(json))
    return parsed
  }
  return {
    json,
    figures,
    result: () => read() as RowResult,
    object: () => (figures === undefined ? read() : { ...(read() as object), corpus: figures }) as JsonObject,
  }
}

export type FailedResult = Extract<RowResult, { readonly status: 'failed' }>

/** The row where it is a failure. A row that is none is hardly ever parsed for it: `"failed"` stands in no text unescaped. */
export function failedResult(row: Row): FailedResult | undefined {
  if (!includesText(row.json, '"failed"')) return undefined
  const result = row.result()
  return result.status === 'failed' ? result : undefined
}
