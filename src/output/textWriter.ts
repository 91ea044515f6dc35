import type { Utf8Text } from '../types.ts'

/** Writes pieces of text in their order. Pushing never waits; how far the writing lags behind can be seen. */
export interface TextWriter {
  push(text: Utf8Text): void
  /** Whether so little is waiting that more may come. */
  hasRoom(): boolean
  /** Resolves when all that was pushed is written. Rejects with the first failure to write. */
  flushed(): Promise<void>
}

export interface TextWriterOptions {
  /** Given some of what was pushed, in its order. */
  readonly write: (pieces: readonly Utf8Text[]) => Promise<void>
  /** Called once, at the first failure. Nothing is written after it. */
  readonly onError: (error: unknown) => void
  /** There is room again. */
  readonly onRoom: () => void
}

/** Characters of strings and bytes of UTF-8 alike. */
const MAX_WAITING_LENGTH = 262_144
/** More than this is not written at once, however much is waiting. */
const MAX_WRITTEN_LENGTH = 1_048_576

export function createTextWriter({ write, onError, onRoom }: TextWriterOptions): TextWriter {
  let pieces: Utf8Text[] = []
  let waitingLength = 0
  let writing: Promise<void> | undefined
  let failure: { error: unknown } | undefined

  const next = (): { readonly taken: readonly Utf8Text[]; readonly length: number } => {
    let length = 0
    let count = 0
    while (count < pieces.length && (count === 0 || length < MAX_WRITTEN_LENGTH)) {
      length += pieces[count]?.length ?? 0
      count += 1
    }
    const taken = pieces.slice(0, count)
    pieces = pieces.slice(count)
    return { taken, length }
  }
  const writeAll = async (): Promise<void> => {
    // Many are pushed one after another: the first is not to be written before the others.
    await undefined
    while (pieces.length > 0 && failure === undefined) {
      const { taken, length } = next()
      try {
        await write(taken)
      } catch (error) {
        failure = { error }
        onError(error)
      }
      const wasFull = waitingLength >= MAX_WAITING_LENGTH
      waitingLength -= length
      if (wasFull && waitingLength < MAX_WAITING_LENGTH) onRoom()
    }
    writing = undefined
  }
  return {
    push(text) {
      if (failure !== undefined) return
      pieces.push(text)
      waitingLength += text.length
      writing ??= writeAll()
    },
    hasRoom: () => waitingLength < MAX_WAITING_LENGTH,
    async flushed() {
      while (writing !== undefined) await writing
      if (failure !== undefined) throw failure.error
    },
  }
}

/** Several writers as one, which goes on at the pace of the slowest. */
export function jointWriter(writers: readonly TextWriter[]): TextWriter {
  return {
    push(text) {
      for (const writer of writers) writer.push(text)
    },
    hasRoom: () => writers.every((writer) => writer.hasRoom()),
    async flushed() {
      await Promise.all(writers.map((writer) => writer.flushed()))
    },
  }
}
