import { open } from 'node:fs'
import { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'

const openDescriptor = promisify(open)

/**
 * Opens a named pipe. A read of a file that waits for its writer can be taken back by nobody, and keeps the process alive; a
 * socket over the pipe is closed at once. Rejects with the system's error.
 */
export async function openPipe(path: string): Promise<Readable> {
  return new Socket({ fd: await openDescriptor(path, 'r'), readable: true, writable: false })
}
