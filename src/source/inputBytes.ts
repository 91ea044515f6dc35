import { createReadStream } from 'node:fs'
import { errorMessage, InputError } from '../errors.ts'
import { unpacked } from './unpacked.ts'

const CHUNK_BYTES = 65_536

/** The bytes of an input, unpacked where they are gzip. A file that cannot be read is an `InputError`. */
export async function* inputBytes(
  file: string,
  stdin: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const bytes = file === '-' ? stdin : createReadStream(file, { highWaterMark: CHUNK_BYTES })
  try {
    yield* unpacked(bytes)
  } catch (error) {
    throw new InputError(`cannot read ${file === '-' ? 'standard input' : file}: ${errorMessage(error)}`)
  }
}
