const maxHoldMs = 4

/** Called between small pieces of work: a promise to wait for when the event loop was held for 4 ms, else undefined. */
export type GiveWay = () => Promise<void> | undefined

export function createGiveWay(): GiveWay {
  let since = performance.now()
  return () => {
    if (performance.now() - since < maxHoldMs) return undefined
    return new Promise((resolve) => {
      setImmediate(() => {
        since = performance.now()
        resolve()
      })
    })
  }
}
