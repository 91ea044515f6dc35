/** Writes pieces of text in their order. Pushing never waits; how far the writing lags behind can be seen. */
export interface TextWriter {
  push(text: string): void
  /** Whether so little is waiting that more may come. */
  hasRoom(): boolean
  /** Resolves when all that was pushed is written. Rejects with the first failure to write. */
  flushed(): Promise<void>
}

export interface TextWriterOptions {
  readonly write: (text: string) => Promise<void>
  /** Called once, at the first failure. Nothing is written after it. */
  readonly onError: (error: unknown) => void
  /** There is room again. */
  readonly onRoom: () => void
}

const MAX_WAITING_CHARS = 262_144
/** More than this is not joined for one write, however much is waiting. */
const MAX_JOINED_CHARS = 1_048_576

export function createTextWriter({ write, onError, onRoom }: TextWriterOptions): TextWriter {
  let pieces: string[] = []
  let waitingChars = 0
  let writing: Promise<void> | undefined
  let failure: { error: unknown } | undefined

  const nextText = (): string => {
    let chars = 0
    let count = 0
    while (count < pieces.length && (count === 0 || chars < MAX_JOINED_CHARS)) {
      chars += pieces[count]?.length ?? 0
      count += 1
    }
    const text = pieces.slice(0, count).join('')
    pieces = pieces.slice(count)
    return text
  }
  const writeAll = async (): Promise<void> => {
    while (pieces.length > 0 && failure === undefined) {
      const text = nextText()
      try {
        await write(text)
      } catch (error) {
        failure = { error }
        onError(error)
      }
      const wasFull = waitingChars >= MAX_WAITING_CHARS
      waitingChars -= text.length
      if (wasFull && waitingChars < MAX_WAITING_CHARS) onRoom()
    }
    writing = undefined
  }
  return {
    push(text) {
      if (failure !== undefined) return
      pieces.push(text)
      waitingChars += text.length
      writing ??= writeAll()
    },
    hasRoom: () => waitingChars < MAX_WAITING_CHARS,
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
