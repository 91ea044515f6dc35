import { printable } from './printable.ts'

/** Where a terminal writes: standard error, or something like it. */
export interface TerminalStream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** The one writer of standard error: whole lines, and below them one line that is redrawn. */
export interface Terminal {
  /** Whether a line can be redrawn. */
  readonly isLive: boolean
  /** Writes a line for good. Control characters in it are escaped. */
  readonly line: (text: string) => void
  /** Replaces the line below all others, cut to the width; an empty text takes it away. Needs `isLive`. */
  readonly status: (text: string) => void
}

const CLEAR_LINE = '\r\x1b[2K'
const DEFAULT_COLUMNS = 80

export function createTerminal(stream: TerminalStream, isLive = stream.isTTY === true): Terminal {
  let shown = ''
  const clear = (): string => (shown === '' ? '' : CLEAR_LINE)
  return {
    isLive,
    line: (text) => void stream.write(`${clear()}${printable(text)}\n${shown}`),
    status: (text) => {
      if (!isLive) return
      // One column stays free: some terminals wrap a line that fills the last one.
      const next = printable(text).slice(0, (stream.columns ?? DEFAULT_COLUMNS) - 1)
      if (next === shown) return
      stream.write(clear() + next)
      shown = next
    },
  }
}
