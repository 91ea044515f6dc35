import { Readable } from 'node:stream'
import zlib from 'node:zlib'
import { InputError } from '../errors.ts'
import type { Exchange } from './exchange.ts'
import { header } from './header.ts'

/** The codings that are asked for, and how to undo them. */
const UNPACK: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  deflate: () => zlib.createInflate(),
  br: () => zlib.createBrotliDecompress(),
}

/** What `unpackedBody` can undo, as `accept-encoding` names it. */
export const UNPACKABLE = 'gzip, deflate, br'

/** The body with its content codings undone, the last one first (RFC 9110, 8.4). Throws an `InputError` for another coding. */
export function unpackedBody({ headers, body }: Exchange): AsyncIterable<Uint8Array> {
  const codings = (header(headers, 'content-encoding') ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  let stream: NodeJS.ReadableStream = Readable.from([body], { objectMode: false })
  for (const coding of codings.reverse()) {
    const unpack = UNPACK[coding]?.()
    if (unpack === undefined)
      throw new InputError(`the server sent it in the coding ${coding}, which was not asked for`)
    const packed = stream
    packed.on('error', (error) => unpack.emit('error', error))
    stream = packed.pipe(unpack)
  }
  return stream as AsyncIterable<Uint8Array>
}
