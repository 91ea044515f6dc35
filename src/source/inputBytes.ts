import { createReadStream, statSync } from 'node:fs'
import { errorMessage, InputError } from '../errors.ts'
import { openPipe } from './openPipe.ts'
import { unpacked } from './unpacked.ts'

const CHUNK_BYTES = 65_536

/**
 * The bytes of an input, unpacked where they are gzip. What may keep its reader waiting, standard input or a named pipe, is closed when
 * `signal` aborts. Throws an `InputError` for what cannot be read, or was closed.
 */
export async function* inputBytes(
  file: string,
  stdin: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    if (file === '-') yield* unpacked(closedBy(signal, stdin))
    else if (isPipe(file)) yield* unpacked(closedBy(signal, await openPipe(file)))
    else yield* unpacked(createReadStream(file, { highWaterMark: CHUNK_BYTES }))
  } catch (error) {
    throw new InputError(`cannot read ${file === '-' ? 'standard input' : file}: ${errorMessage(error)}`)
  }
}

const isPipe = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFIFO() ?? false

async function* closedBy(
  signal: AbortSignal | undefined,
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const close = (): void => {
    if ('destroy' in stream && typeof stream.destroy === 'function') stream.destroy()
  }
  signal?.addEventListener('abort', close)
  try {
    if (signal?.aborted) close()
    yield* stream
  } finally {
    signal?.removeEventListener('abort', close)
  }
}
