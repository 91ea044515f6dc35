/**
 * A stream that may keep its reader waiting, such as standard input: it is closed when `signal` aborts, and when its reader wants no more. Neither waits for the chunk
 * that is being read.
 */
export function closedBy(
  signal: AbortSignal | undefined,
  stream: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  const close = (): void => {
    if ('destroy' in stream && typeof stream.destroy === 'function') stream.destroy()
  }
  const forget = (): void => signal?.removeEventListener('abort', close)
  // No generator: the end of one waits for its chunk.
  return {
    [Symbol.asyncIterator]() {
      signal?.addEventListener('abort', close)
      if (signal?.aborted) close()
      const chunks = stream[Symbol.asyncIterator]()
      return {
        async next() {
          try {
            const next = await chunks.next()
            if (next.done === true) forget()
            return next
          } catch (error) {
            forget()
            throw error
          }
        },
        async return() {
          forget()
          close()
          return { done: true, value: undefined }
        },
      }
    },
  }
}
