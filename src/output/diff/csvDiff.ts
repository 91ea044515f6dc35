import type { DiffedPage, DiffLine, FieldDiff, JsonValue, PageDiff } from '../../types.ts'
import { harmlessCellText } from '../csv/cellText.ts'
import { csvLines } from '../csv/csvLines.ts'
import type { DiffWriter } from './diffWriter.ts'
import { outcomeText } from './outcomeText.ts'

const COLUMNS = ['url', 'change', 'field', 'before', 'after']

/** A table with a row for each value that has changed; `status` stands for what a page has become where it is not ok in both runs. */
export function createCsvDiff(): DiffWriter {
  return {
    begin: () => csvLines([COLUMNS]),
    page: (diff) =>
      csvLines(
        changedValues(diff).map((values) =>
          [diff.url, diff.change, ...values].map((value) => harmlessCellText(value)),
        ),
      ),
    end: () => '',
  }
}

/** Path, value before, value now. */
type ChangedValue = readonly [path: string, before: JsonValue, after: JsonValue]

function changedValues({ before, after, fields, text }: PageDiff): ChangedValue[] {
  if (before?.status !== 'ok' || after?.status !== 'ok') return [['status', outcome(before), outcome(after)]]
  const values = fields.map(fieldValues)
  if (text !== null) {
    const lines = text.hunks.flatMap((hunk) => hunk.lines)
    values.push(['analysis.text', linesOf(lines, 'removed'), linesOf(lines, 'added')])
  }
  return values.length > 0 ? values : [['', '', '']]
}

const outcome = (page: DiffedPage | null): string => (page === null ? '' : outcomeText(page))

function fieldValues(field: FieldDiff): ChangedValue {
  if ('removed' in field) return [field.path, field.removed, field.added]
  return [field.path, field.before ?? null, field.after ?? null]
}

function linesOf(lines: readonly DiffLine[], kind: DiffLine['kind']): string {
  return lines
    .filter((line) => line.kind === kind)
    .map(({ text }) => text)
    .join('\n')
}
