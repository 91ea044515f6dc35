import { createReadStream, statSync } from 'node:fs'
import { errorMessage, InputError } from '../errors.ts'
import { closedBy } from './closedBy.ts'
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
    else if (isPipe(file)) yield* unpacked(closedBy(signal, await openPipe(file, signal)))
    else yield* unpacked(createReadStream(file, { highWaterMark: CHUNK_BYTES }))
  } catch (error) {
    throw new InputError(`cannot read ${file === '-' ? 'standard input' : file}: ${errorMessage(error)}`)
  }
}

const isPipe = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFIFO() ?? false
