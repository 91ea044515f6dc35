import type { AnalysisOutcome } from '../types.ts'
import type { AnalysisRequest } from './analysePage.ts'

/** A page that waits for a thread. */
export interface WaitingPage {
  readonly request: AnalysisRequest
  readonly signal: AbortSignal
  readonly resolve: (outcome: AnalysisOutcome) => void
  readonly reject: (error: unknown) => void
}

/** A larger page goes to its thread alone. */
const MAX_SMALL_BYTES = 32_768
/** Of one that came compressed: nobody knows yet how large it is. */
const MAX_SMALL_ENCODED_BYTES = 4096
/** So many pages together take a thread about as long as one of a usual size. */
const MAX_PAGES = 8

/** Whether a page takes so little time that handing it over is felt. */
export const isSmall = ({ body, contentEncoding }: AnalysisRequest): boolean =>
  body.byteLength <= (contentEncoding === '' ? MAX_SMALL_BYTES : MAX_SMALL_ENCODED_BYTES)

/** Takes the pages that a free thread is given at once, the first ones: no more than its share, so that no thread goes without. */
export function takeBatch(waiting: WaitingPage[], threads: number): WaitingPage[] {
  const { signal } = waiting[0] ?? {}
  let count = Math.min(MAX_PAGES, Math.ceil(waiting.length / threads))
  const other = waiting.findIndex((page) => page.signal !== signal)
  if (other !== -1) count = Math.min(count, other)
  return waiting.splice(0, count)
}
