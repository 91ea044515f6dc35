/** Counts what a user's selectors or module make of a page, before it is copied for the first time. */
export interface DataBudget {
  readonly maxChars: number
  /** Throws a `DataTooLarge` when more was made than may be. */
  spend(chars: number): void
}

/** A user's selectors or module make more of one page than a thread could copy without danger to the process. */
export class DataTooLarge extends Error {
  override name = 'DataTooLarge'
}

/** Where the heap does not ask for less. */
export const MAX_DATA_CHARS = 16_777_216

/**
 * Most characters of JSON that the selectors, and the module, may make of one page. A string that does not fit into what is
 * left of a thread's heap ends the whole process, and one of JSON is copied several times: so it is a 32nd of the heap.
 */
export function maxDataChars(maxHeapMb: number): number {
  return Math.min(MAX_DATA_CHARS, maxHeapMb * 32_768)
}

export function createDataBudget(maxChars: number): DataBudget {
  let left = maxChars
  return {
    maxChars,
    spend(chars) {
      left -= chars
      if (left >= 0) return
      throw new DataTooLarge(
        `more than ${maxChars} characters of JSON (the bound goes by analysis.maxHeapMb)`,
      )
    },
  }
}
