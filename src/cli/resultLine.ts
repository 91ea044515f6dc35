import type { PageResult } from '../types.ts'

/** One finished page in one line: what became of it, and its URL. */
export function resultLine(result: PageResult): string {
  return `${outcomeText(result)} ${result.url}`
}

function outcomeText(result: PageResult): string {
  switch (result.status) {
    case 'ok':
      return `ok ${result.http.statusCode}`
    case 'failed':
      return result.failure.statusCode === undefined
        ? `failed ${result.failure.code}`
        : `failed ${result.failure.code} ${result.failure.statusCode}`
    case 'skipped':
      return `skipped ${result.reason}`
  }
}
