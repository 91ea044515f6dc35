import type { EntryInput, InputEntry, JsonObject, JsonValue } from '../types.ts'
import { invalidEntry, type MakeEntry, shown } from './entry.ts'
import { inGroups } from './inGroups.ts'
import { type NoteSpoilt, SPOILT } from './spoiltLines.ts'
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
 * that is no such object is an invalid one; one that is not UTF-8 beside its URL is noted.
 */
export async function* jsonEntries(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  makeEntry: MakeEntry,
  noteSpoilt: NoteSpoilt,
): AsyncGenerator<InputEntry[]> {
  const lineEntry = ({ number, text, overlong }: TextLine): InputEntry => {
    const origin = `${name}:${number}`
    const said = overlong ? { invalid: `longer than ${MAX_JSON_LINE_CHARS} characters` } : readLine(text)
    const isSpoilt = !text.isWellFormed()
    if ('invalid' in said) return invalidEntry(shown(text), origin, isSpoilt ? SPOILT : said.invalid)
    if (!isSpoilt) return makeEntry(said.url, origin, said)
    if (said.url.isWellFormed()) noteSpoilt(origin)
    return makeEntry(said.url, origin, { input: soundInput(text) })
  }
  for await (const lines of textLines(bytes, MAX_JSON_LINE_CHARS)) {
    const filledLines = lines.filter(({ text }) => text !== '')
    for (const group of inGroups(filledLines)) yield group.map(lineEntry)
  }
}

/** What a line that is not UTF-8 says beside its URL, as far as it can be read. */
function soundInput(text: string): EntryInput | undefined {
  const said = readLine(text.toWellFormed())
  return 'invalid' in said ? undefined : said.input
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
