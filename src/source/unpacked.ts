import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { withHead } from './withHead.ts'

/** The bytes of a stream, unpacked where they are gzip. */
export async function* unpacked(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { head, bytes } = await withHead(stream, ({ length }) => length >= 2)
  // By its magic number (RFC 1952), so that a renamed or piped gzip file is read too.
  if (head[0] !== 0x1f || head[1] !== 0x8b) return yield* bytes
  // A failure of either side destroys the other with it, and so reaches whoever reads.
  yield* pipeline(Readable.from(bytes, { objectMode: false }), createGunzip(), () => {})
}
