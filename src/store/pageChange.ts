import type { PageChange, PageIdentity, StoredResult } from '../types.ts'

/** What the last closed run had of a page that was ok there. */
export type Base = Pick<PageIdentity, 'bodyHash' | 'textHash'>

/** How a result compares with what the last closed run had; null for what has nothing to compare. */
export function pageChange(
  { status, statusCode, identity }: Pick<StoredResult, 'status' | 'statusCode' | 'identity'>,
  base: Base | undefined,
): PageChange | null {
  if (status === 'ok') return base === undefined ? 'new' : differenceFrom(base, identity)
  const isGone = status === 'failed' && (statusCode === 404 || statusCode === 410)
  return isGone && base !== undefined ? 'gone' : null
}

function differenceFrom(base: Base, identity: PageIdentity | undefined): PageChange {
  if (identity?.bodyHash === base.bodyHash) return 'unchanged'
  return identity?.textHash === base.textHash ? 'cosmetic' : 'changed'
}
