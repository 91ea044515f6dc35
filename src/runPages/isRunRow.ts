import type { PageResult } from '../types.ts'

/** Whether a value read from a file is a row that a run has written, as far as that is needed to compare it. */
export function isRunRow(value: unknown): value is PageResult {
  if (!isObject(value) || typeof value.url !== 'string') return false
  switch (value.status) {
    case 'ok':
      return typeof value.finalUrl === 'string' && isObject(value.http) && isObject(value.analysis)
    case 'failed':
      return isObject(value.failure) && typeof value.failure.code === 'string'
    case 'skipped':
      return typeof value.reason === 'string'
    default:
      return false
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
