import type { DiffChange, DiffedPage, PageDiff, PageResult } from '../types.ts'
import type { PageComparison } from './pageComparison.ts'
import type { RunRow } from './runRow.ts'
import { textDiff } from './textDiff.ts'
import { textLines } from './textLines.ts'

type Told = PageComparison & { readonly change: DiffChange }

/** What has changed in a page, to be told, from how its rows compare; `context` is how many unchanged lines are told with those that have changed. */
export function pageDiff(
  before: RunRow | undefined,
  after: RunRow | undefined,
  { change, fields, texts }: Told,
  context: number,
): PageDiff {
  return {
    url: (after ?? before)?.result.url ?? '',
    change,
    before: before === undefined ? null : diffedPage(before.result),
    after: after === undefined ? null : diffedPage(after.result),
    fields,
    text: texts === undefined ? null : textDiff(textLines(texts[0]), textLines(texts[1]), context),
  }
}

function diffedPage(result: PageResult): DiffedPage {
  switch (result.status) {
    case 'ok': {
      const { http, analysis } = result
      const { words } = analysis
      return {
        status: 'ok',
        statusCode: http.statusCode,
        title: analysis.title ?? null,
        ...(words !== undefined && { words }),
      }
    }
    case 'failed': {
      const { code, statusCode, message } = result.failure
      return { status: 'failed', code, ...(statusCode !== undefined && { statusCode }), message }
    }
    case 'skipped':
      return { status: 'skipped', reason: result.reason }
  }
}
