import { runInNewContext } from 'node:vm'

/** Collects the short-lived objects of this thread, where the process lets it. */
export interface Collector {
  /** So many bytes were worked on. */
  worked(bytes: number): void
  /** To be called where next to nothing of the work before is alive. */
  between(): void
}

type Collect = (options: { readonly type: 'minor' }) => void

/**
 * Collects each time that so many bytes have been worked on. V8 collects when its room for short-lived objects is full, which
 * mostly is in the middle of a page: then all that is alive of it is copied, twice, and then kept until the next full collection.
 * Between two pages there is nothing to copy. Does nothing unless V8 runs with `--expose-gc`.
 */
export function createCollector(everyBytes: number): Collector {
  let collect: Collect | null | undefined
  let bytesSince = 0
  return {
    worked(bytes) {
      bytesSince += bytes
    },
    between() {
      if (bytesSince < everyBytes) return
      bytesSince = 0
      if (collect === undefined) collect = exposed()
      collect?.({ type: 'minor' })
    },
  }
}

/** A context that was made before the flag was set has no such function, a new one has. */
function exposed(): Collect | null {
  return runInNewContext('typeof gc === "function" ? gc : null') as Collect | null
}
