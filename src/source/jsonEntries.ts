import type { EntryInput, InputEntry, JsonObject, JsonValue } from '../types.ts'
import { invalidEntry, type MakeEntry, shown } from './entry.ts'
import { inGroups } from './inGroups.ts'
import { type TextLine, textLines } from './textLines.ts'

/** Longest line that is read. A row of a result holds all that was found on a page. */
const MAX_JSON_LINE_CHARS = 64 * 1024 * 1024

/** What a line says, or why it says nothing. */
type ReadLine =
  | { readonly url: string; readonly input: EntryInput | undefined }
  | { readonly invalid: string }

/**
 * The entries of JSON lines: objects with a `url`, all else in them kept as the entry's `input`. A row of a result,
 * which a run wrote, stands for its page alone and keeps the `input` it was made from. Blank lines are no entries; a line
 * that is no such object is an invalid one.
 */
export async function* jsonEntries(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  makeEntry: MakeEntry,
): AsyncGenerator<InputEntry[]> {
  for await (const lines of textLines(bytes, MAX_JSON_LINE_CHARS)) {
    const filledLines = lines.filter(({ text }) => text !== '')
    for (const group of inGroups(filledLines)) yield group.map((line) => lineEntry(line, name, makeEntry))
  }
}

function lineEntry({ number, text, overlong }: TextLine, name: string, makeEntry: MakeEntry): InputEntry {
  const origin = `${name}:${number}`
  const said = overlong ? { invalid: `longer than ${MAX_JSON_LINE_CHARS} characters` } : readLine(text)
  if ('invalid' in said) return invalidEntry(shown(text), origin, said.invalid)
  return makeEntry(said.url, origin, said)
}

function readLine(text: string): ReadLine {
  const value = parsed(text)
  if (value === undefined) return { invalid: 'not JSON' }
  if (!isObject(value)) return { invalid: 'no JSON object with a "url"' }
  const { url, ...others } = value
  if (typeof url !== 'string' || url.trim() === '') return { invalid: 'no "url" in the object' }
  return { url: url.trim(), input: isResultRow(value) ? ownInput(value) : filled(others) }
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function isResultRow({ index, status, http, failure, reason }: JsonObject): boolean {
  if (typeof index !== 'number') return false
  return (
    (status === 'ok' && isObject(http)) ||
    (status === 'failed' && isObject(failure)) ||
    (status === 'skipped' && typeof reason === 'string')
  )
}

const ownInput = ({ input }: JsonObject): EntryInput | undefined =>
  isObject(input) ? filled(input) : undefined

const filled = (object: JsonObject): EntryInput | undefined =>
  Object.keys(object).length === 0 ? undefined : object
