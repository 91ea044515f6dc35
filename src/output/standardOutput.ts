import { fstatSync, write } from 'node:fs'
import { promisify } from 'node:util'
import { errorCode } from '../errors.ts'

const STDOUT = 1
const AGAIN_MS = 10
const writeFd = promisify(write)

/**
 * Writes to standard output without ever blocking the event loop: `process.stdout` writes to pipes and files
 * synchronously, so that a reader who pauses would stop every fetch.
 */
export function standardOutput(): (text: string) => Promise<void> {
  const kind = fstatSync(STDOUT)
  return kind.isFIFO() || kind.isFile() ? writeToDescriptor : writeToStream(process.stdout)
}

/** Writes to a stream; resolves when the stream has passed the text on. */
export function writeToStream(stream: NodeJS.WritableStream): (text: string) => Promise<void> {
  return (text) =>
    new Promise((resolve, reject) => {
      stream.write(text, (error) => (error == null ? resolve() : reject(error)))
    })
}

async function writeToDescriptor(text: string): Promise<void> {
  let rest = Buffer.from(text)
  while (rest.length > 0) {
    try {
      const { bytesWritten } = await writeFd(STDOUT, rest)
      rest = rest.subarray(bytesWritten)
    } catch (error) {
      // Another process has made the pipe non-blocking, and it is full.
      if (errorCode(error) !== 'EAGAIN') throw error
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    }
  }
}
