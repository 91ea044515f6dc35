const SLICE_MS = 10

/**
 * Lets long work give way to everything else: returns what to await when the work has gone on for 10 ms, and nothing
 * before, so that asking often costs next to nothing.
 */
export function createGiveWay(): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < SLICE_MS) return undefined
    return new Promise((resolve) =>
      setImmediate(() => {
        since = performance.now()
        resolve()
      }),
    )
  }
}
