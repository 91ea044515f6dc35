import type { InputEntry } from '../types.ts'
import { invalidEntry, type MakeEntry, shown } from './entry.ts'
import { inGroups } from './inGroups.ts'
import { MAX_LINE_CHARS, type TextLine, textLines } from './textLines.ts'

/** White space never stands in a URL; what follows it after a `#` is meant for people. */
const TRAILING_COMMENT = /\s+#.*$/

/** The entries of a text with one URL a line. Blank lines and lines that begin with `#` are none. */
export async function* textEntries(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  makeEntry: MakeEntry,
): AsyncGenerator<InputEntry[]> {
  for await (const lines of textLines(bytes)) {
    const meant = lines.filter(({ text }) => text !== '' && !text.startsWith('#'))
    for (const group of inGroups(meant)) yield group.map((line) => lineEntry(line, name, makeEntry))
  }
}

function lineEntry(line: TextLine, name: string, makeEntry: MakeEntry): InputEntry {
  const origin = `${name}:${line.number}`
  if (!line.overlong) return makeEntry(line.text.replace(TRAILING_COMMENT, ''), origin)
  return invalidEntry(`${shown(line.text)}…`, origin, `longer than ${MAX_LINE_CHARS} characters`)
}
