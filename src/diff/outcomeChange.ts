import type { DiffChange, PageResult } from '../types.ts'

type Result = PageResult | undefined
type Failed = Extract<PageResult, { readonly status: 'failed' }>

/** What has become of a page that is not ok in both of two runs; undefined where a run does not list it. Null for what is not ok in both, in the same way. */
export function outcomeChange(before: Result, after: Result): DiffChange | null {
  switch (after?.status) {
    case undefined:
      return 'removed'
    case 'ok':
      return before === undefined ? 'new' : 'recovered'
    case 'failed':
      if (before?.status === 'failed' && failsLike(before, after)) return null
      return before?.status === 'ok' && isGone(after) ? 'gone' : 'failed'
    case 'skipped':
      return before?.status === 'skipped' ? null : 'skipped'
  }
}

const isGone = ({ failure }: Failed): boolean => failure.statusCode === 404 || failure.statusCode === 410

function failsLike({ failure: one }: Failed, { failure: other }: Failed): boolean {
  return one.code === other.code && one.statusCode === other.statusCode
}
