import { closeSync, constants, open, openSync } from 'node:fs'
import { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'

const openDescriptor = promisify(open)

/** How long a thread of the system's may take to begin to wait for a writer. */
const AGAIN_MS = 20

/**
 * Opens a named pipe, which waits for its writer: until there is one, or `signal` aborts. A read of a file that waits can be taken back by nobody, and keeps the
 * process alive; a socket over the pipe is closed at once. Rejects with the system's error, or the signal's reason.
 */
export async function openPipe(path: string, signal?: AbortSignal): Promise<Readable> {
  signal?.throwIfAborted()
  const stopWaiting = whenAborted(signal, () => endWait(path))
  try {
    const descriptor = await openDescriptor(path, 'r')
    if (signal?.aborted) closeSync(descriptor)
    signal?.throwIfAborted()
    return new Socket({ fd: descriptor, readable: true, writable: false })
  } finally {
    stopWaiting()
  }
}

/** Does something when the signal aborts, and again until it is told that it was enough. */
function whenAborted(signal: AbortSignal | undefined, work: () => void): () => void {
  let again: NodeJS.Timeout | undefined
  const begin = (): void => {
    work()
    again = setInterval(work, AGAIN_MS)
  }
  signal?.addEventListener('abort', begin, { once: true })
  return () => {
    clearInterval(again)
    signal?.removeEventListener('abort', begin)
  }
}

/** Ends the wait of whoever opens a pipe to read it, as a writer with nothing to say. At once: those who wait may hold all threads of the system's calls. */
function endWait(path: string): void {
  try {
    closeSync(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK))
  } catch {
    // Nobody waits yet, or no more: the system says so by an error.
  }
}
