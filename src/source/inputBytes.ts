import { createReadStream } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { errorMessage, InputError } from '../errors.ts'

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

async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]()
  const first = await iterator.next()
  const all = continued(first, iterator)
  // By its magic number (RFC 1952), so that a renamed or piped gzip file is read too.
  const isGzip = first.done !== true && first.value[0] === 0x1f && first.value[1] === 0x8b
  if (!isGzip) return yield* all
  // A failure of either side destroys the other with it, and so reaches whoever reads.
  yield* pipeline(Readable.from(all, { objectMode: false }), createGunzip(), () => {})
}

async function* continued<T>(first: IteratorResult<T>, rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let item = first; item.done !== true; item = await rest.next()) yield item.value
  } finally {
    await rest.return?.()
  }
}
