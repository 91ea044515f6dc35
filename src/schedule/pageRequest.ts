import type { PageRequest } from '../types.ts'
import type { QueuedPage } from './requestQueue.ts'

/** The next attempt at a page: from its own URL, or from where a redirect to another host has led it. */
export function pageRequest(
  page: QueuedPage,
  host: string,
  intervalMs: number,
  timeoutMs: number,
): PageRequest {
  return {
    page: page.page,
    url: page.hop?.url ?? page.url,
    host,
    intervalMs,
    attempt: page.attempts.length + 1,
    redirects: page.hop?.redirects ?? [],
    remainingMs: page.hop?.remainingMs ?? timeoutMs,
    ...(page.known && { known: page.known }),
  }
}
