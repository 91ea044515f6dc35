/** Bounds the pages between network and result: those that wait for a thread, and those in one. */
export interface PageBuffer {
  /** Whether another fetch may start. */
  hasRoom(): boolean
  add(bytes: number): void
  release(bytes: number): void
  readonly bytes: number
  /** The most there has been at once. It passes the bound by no more than what was in flight. */
  readonly maxBytes: number
  readonly overshootBytes: number
}

export interface PageBufferLimits {
  /** Bounds the memory. */
  readonly maxBytes: number
  /** Bounds what a killed run has to fetch again. */
  readonly maxPages: number
}

/** Pages a thread may have at hand. */
const PAGES_PER_THREAD = 4

/**
 * As many pages as there are fetch slots: a network that is fast enough to fill the buffer also fills it again
 * before the threads have emptied it, so that a larger one would only hold more.
 */
export function bufferedPagesLimit(fetchSlots: number, threads: number): number {
  return Math.max(fetchSlots, PAGES_PER_THREAD * Math.max(1, threads))
}

export function createPageBuffer(limits: PageBufferLimits): PageBuffer {
  let bytes = 0
  let pages = 0
  let maxBytes = 0
  return {
    hasRoom: () => bytes < limits.maxBytes && pages < limits.maxPages,
    add(more) {
      pages += 1
      bytes += more
      maxBytes = Math.max(maxBytes, bytes)
    },
    release(fewer) {
      pages -= 1
      bytes -= fewer
    },
    get bytes() {
      return bytes
    },
    get maxBytes() {
      return maxBytes
    },
    get overshootBytes() {
      return Math.max(0, maxBytes - limits.maxBytes)
    },
  }
}
