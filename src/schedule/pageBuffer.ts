/** Bounds the pages between network and result: those that wait for a thread, and those in one. */
export interface PageBuffer {
  /** Whether another fetch may start. */
  hasRoom(): boolean
  add(bytes: number): void
  release(bytes: number): void
  readonly pages: number
  readonly bytes: number
  /** The most there has been at once. It passes the bound by no more than what was in flight. */
  readonly maxBytes: number
  readonly overshootBytes: number
}

export interface PageBufferLimits {
  /** Bounds the memory. */
  readonly maxBytes: number
  /** No fetch starts while it holds as many. */
  readonly maxPages: number
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
    get pages() {
      return pages
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
