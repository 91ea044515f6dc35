import type { DiffChange, FieldDiff } from '../types.ts'
import { changedFields } from './changedFields.ts'
import { comparedFields, unmatchedPaths } from './comparedFields.ts'
import { type ComparedText, comparedText, isSameText } from './comparedText.ts'
import { outcomeChange } from './outcomeChange.ts'
import type { OkResult, RunRow } from './runRow.ts'

/** How what two runs have of a page compares. */
export interface PageComparison {
  /** Null where it is not ok in both, in the same way. */
  readonly change: DiffChange | null
  readonly fields: readonly FieldDiff[]
  /** The main texts, where they are there and differ. */
  readonly texts?: readonly [before: string, after: string]
  /** Paths that only one of the runs has asked for: they are not compared. */
  readonly unmatched: readonly string[]
}

/** Compares what two runs have of a page; undefined where a run does not list it. */
export function pageComparison(before: RunRow | undefined, after: RunRow | undefined): PageComparison {
  if (isOk(before) && isOk(after)) return okComparison(before, after)
  return { change: outcomeChange(before?.result, after?.result), fields: [], unmatched: [] }
}

interface OkRow extends RunRow {
  readonly result: OkResult
}

const isOk = (row: RunRow | undefined): row is OkRow => row?.result.status === 'ok'

function okComparison(before: OkRow, after: OkRow): PageComparison {
  const [one, other] = [before.result, after.result]
  const fields = changedFields(comparedFields(one, other), comparedFields(other, one))
  const text = comparedText(one.analysis, other.analysis)
  return {
    change: okChange(before, after, fields, text),
    fields,
    ...(!text.isSame && text.texts && { texts: text.texts }),
    unmatched: unmatchedPaths(one, other),
  }
}

function okChange(before: OkRow, after: OkRow, fields: readonly FieldDiff[], text: ComparedText): DiffChange {
  const knowsBodies = before.bodyHash !== undefined && after.bodyHash !== undefined
  if (knowsBodies && before.bodyHash === after.bodyHash) return 'unchanged'
  if (!text.isSame || !hasSameTitle(before.result, after.result)) return 'changed'
  return !knowsBodies && looksUntouched(before.result, after.result, fields) ? 'unchanged' : 'cosmetic'
}

/** A row does not hold the bytes: as far as it tells, there are as many, and nothing that is found in them is different. */
function looksUntouched(before: OkResult, after: OkResult, fields: readonly FieldDiff[]): boolean {
  return before.http.bytes === after.http.bytes && !fields.some(({ path }) => path.startsWith('analysis.'))
}

function hasSameTitle({ analysis: before }: OkResult, { analysis: after }: OkResult): boolean {
  if (before.title === undefined || after.title === undefined) return true
  return isSameText([before.title ?? '', after.title ?? ''])
}
