import { readSync } from 'node:fs'
import { errorMessage, InputError } from '../errors.ts'
import type { RowSpan } from './rowSpans.ts'

/** A file of rows, which can be read anywhere. */
export interface RowFile {
  /** As it is to be named in messages. */
  readonly name: string
  /** All of it in pieces, each good until the next is asked for. */
  pieces(): Generator<Uint8Array>
  /** What stands there, as JSON; undefined where that is none. */
  value(span: RowSpan): unknown
}

const PIECE_BYTES = 262_144
/** A longer row fits into no string. */
const MAX_ROW_BYTES = 512 * 1024 * 1024

/** Reads an open file, and leaves it open. Throws an `InputError` for what cannot be read. */
export function createRowFile(descriptor: number, name: string): RowFile {
  const read = (buffer: Uint8Array, position: number): number => {
    try {
      return readSync(descriptor, buffer, 0, buffer.length, position)
    } catch (cause) {
      throw new InputError(`${name}: cannot be read: ${errorMessage(cause)}`, { cause })
    }
  }
  const bytesAt = ({ start, end }: RowSpan): Uint8Array => {
    if (end - start > MAX_ROW_BYTES)
      throw new InputError(`${name}: a row is longer than ${MAX_ROW_BYTES} bytes`)
    const bytes = Buffer.allocUnsafe(end - start)
    let filled = 0
    while (filled < bytes.length) {
      const count = read(bytes.subarray(filled), start + filled)
      if (count === 0) throw new InputError(`${name}: became shorter while it was read`)
      filled += count
    }
    return bytes
  }
  return {
    name,
    *pieces() {
      const buffer = Buffer.allocUnsafe(PIECE_BYTES)
      for (let position = 0; ; ) {
        const count = read(buffer, position)
        if (count === 0) return
        yield buffer.subarray(0, count)
        position += count
      }
    },
    value(span) {
      try {
        return JSON.parse(bytesAt(span).toString())
      } catch (error) {
        if (error instanceof SyntaxError) return undefined
        throw error
      }
    },
  }
}
