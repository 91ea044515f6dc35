/** How a stream begins, and all of it. */
export interface StreamWithHead {
  readonly head: Uint8Array
  /** Whoever does not read it to its end closes it, with `return`. */
  readonly bytes: AsyncIterableIterator<Uint8Array>
}

/** Reads the beginning of a stream until it is enough to go by, or all there is; no byte is lost. */
export async function withHead(
  stream: AsyncIterable<Uint8Array>,
  isEnough: (head: Uint8Array) => boolean,
): Promise<StreamWithHead> {
  const iterator = stream[Symbol.asyncIterator]()
  let head: Uint8Array = new Uint8Array()
  while (!isEnough(head)) {
    const next = await iterator.next()
    if (next.done === true) break
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value])
  }
  return { head, bytes: continued(head, iterator) }
}

/** No generator: one that was never begun would not close the stream. */
function continued(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncIterableIterator<Uint8Array> {
  let isAtHead = head.length > 0
  const bytes: AsyncIterableIterator<Uint8Array> = {
    async next() {
      if (!isAtHead) return await rest.next()
      isAtHead = false
      return { done: false, value: head }
    },
    async return() {
      isAtHead = false
      await rest.return?.()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]: () => bytes,
  }
  return bytes
}
