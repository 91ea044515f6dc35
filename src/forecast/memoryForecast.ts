/** What the memory of a run follows from. */
export interface MemoryFacts {
  readonly threads: number
  readonly maxBufferedBytes: number
  /** Pages that are merged. */
  readonly pages: number
  readonly isCompared: boolean
}

/** What is measured of the whole process, in bytes. */
export interface MemoryForecast {
  readonly bytes: number
  readonly parts: {
    readonly processBytes: number
    readonly threadBytes: number
    /** At the most. */
    readonly bufferBytes: number
    readonly pageBytes: number
  }
}

const PROCESS_BYTES = 130_000_000
/** With pages of a usual size. One of many megabytes takes more, up to `analysis.maxHeapMb` and what lies outside the heap. */
const THREAD_BYTES = 75_000_000
const PAGE_BYTES = 50
const COMPARED_PAGE_BYTES = 400

export function memoryForecast({
  threads,
  maxBufferedBytes,
  pages,
  isCompared,
}: MemoryFacts): MemoryForecast {
  const parts = {
    processBytes: PROCESS_BYTES,
    threadBytes: threads * THREAD_BYTES,
    bufferBytes: maxBufferedBytes,
    pageBytes: pages * (isCompared ? COMPARED_PAGE_BYTES : PAGE_BYTES),
  }
  return { bytes: Object.values(parts).reduce((sum, bytes) => sum + bytes, 0), parts }
}
