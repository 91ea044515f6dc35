import type { InputEntry } from '../types.ts'
import { inputEntry } from './entry.ts'
import { inputBytes } from './inputBytes.ts'
import { isUrlArgument } from './isUrlArgument.ts'
import { type TextLine, textLines } from './textLines.ts'

/** Entries come in groups that can be handled in one go without holding up the event loop. */
const GROUP_SIZE = 128

/**
 * The entries of all inputs, in order, in small groups, read as they are asked for. Blank lines and lines that
 * begin with `#` are no entries. Throws an `InputError` when a file cannot be read to its end.
 */
export async function* inputEntries(
  inputs: readonly string[],
  stdin: AsyncIterable<Uint8Array>,
): AsyncGenerator<InputEntry[]> {
  let urls: InputEntry[] = []
  for (const [position, input] of inputs.entries()) {
    if (isUrlArgument(input)) {
      urls.push(inputEntry(input.trim(), `argument ${position + 1}`))
      if (urls.length < GROUP_SIZE) continue
    }
    if (urls.length > 0) yield urls
    urls = []
    if (!isUrlArgument(input)) yield* fileEntries(input, stdin)
  }
  if (urls.length > 0) yield urls
}

async function* fileEntries(file: string, stdin: AsyncIterable<Uint8Array>): AsyncGenerator<InputEntry[]> {
  const name = file === '-' ? 'standard input' : file
  for await (const lines of textLines(inputBytes(file, stdin))) {
    const meant = lines.filter(({ text }) => text !== '' && !text.startsWith('#'))
    for (let start = 0; start < meant.length; start += GROUP_SIZE) {
      yield meant.slice(start, start + GROUP_SIZE).map((line) => lineEntry(line, name))
    }
  }
}

/** White space never stands in a URL; what follows it after a `#` is meant for people. */
const TRAILING_COMMENT = /\s+#.*$/

const SHOWN_CHARS = 200

function lineEntry(line: TextLine, file: string): InputEntry {
  const origin = `${file}:${line.number}`
  if (!line.overlong) return inputEntry(line.text.replace(TRAILING_COMMENT, ''), origin)
  const written = `${line.text.slice(0, SHOWN_CHARS)}…`.toWellFormed()
  return { written, origin, invalid: `longer than ${line.text.length} characters` }
}
