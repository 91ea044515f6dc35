import { createReadStream } from 'node:fs'
import { access, constants, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { addAbortSignal, type Readable } from 'node:stream'
import { readFailure } from './config/readFailure.ts'
import { errorMessage, InputError } from './errors.ts'
import type { Failure, FetchedPage } from './types.ts'

export interface LocalPageOptions {
  /** In the place of an HTTP header; null goes by the ending of the file's name. */
  readonly contentType: string | null
  readonly url: string
  readonly maxBodyBytes: number
  readonly stdin: Readable
  /** Whoever waits for standard input waits no longer when it aborts. */
  readonly signal: AbortSignal
}

/** Throws an `InputError` for a file that is not there, is a folder, or may not be read. `-` is standard input. */
export async function checkLocalPage(file: string): Promise<void> {
  if (file === '-') return
  try {
    if ((await stat(file)).isDirectory()) throw new InputError(`${file} is a folder, not a page`)
    await access(file, constants.R_OK)
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(`${file}: ${readFailure(error)}${hint(file)}`)
  }
}

/**
 * A file, or standard input for `-`, as if a server had sent it. Gzip is told by its first bytes. One that is too large is a
 * failure, and not read to its end. Throws an `InputError` when it cannot be read.
 */
export async function readLocalPage(file: string, options: LocalPageOptions): Promise<FetchedPage | Failure> {
  const { contentType, url, maxBodyBytes, stdin, signal } = options
  const stream = addAbortSignal(signal, file === '-' ? stdin : createReadStream(file))
  const body = await readBody(stream, file, maxBodyBytes)
  if (body === null) {
    const message = `the body is larger than ${maxBodyBytes} bytes`
    return { stage: 'source', code: 'body-too-large', message }
  }
  if (contentType === null && isJson(file, body)) {
    const message = 'it is JSON, not a page; --content-type text/plain reads it as text'
    return { stage: 'source', code: 'not-html', message }
  }
  return {
    finalUrl: url,
    statusCode: 200,
    contentType: contentType ?? typeByName(file),
    contentEncoding: body[0] === 0x1f && body[1] === 0x8b ? 'gzip' : '',
    refresh: '',
    redirects: [],
    body,
  }
}

async function readBody(
  chunks: AsyncIterable<Uint8Array | string>,
  file: string,
  maxBodyBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const read: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of chunks) {
      const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      bytes += piece.length
      if (bytes > maxBodyBytes) return null
      read.push(piece)
    }
  } catch (error) {
    throw new InputError(`cannot read ${file === '-' ? 'standard input' : file}: ${errorMessage(error)}`)
  }
  const body = new Uint8Array(bytes)
  let at = 0
  for (const piece of read) {
    body.set(piece, at)
    at += piece.length
  }
  return body
}

/** By the ending of its name, else by its text: one value, or a list of objects on lines. */
function isJson(file: string, body: Uint8Array): boolean {
  if (/^\.(?:json|jsonl|ndjson)$/.test(ending(file))) return true
  if (typeByName(file) !== '') return false
  const head = Buffer.from(body.buffer, 0, Math.min(body.length, 65_536)).toString().trimStart()
  if (!/^[{[]/.test(head)) return false
  const firstLine = head.split('\n', 1)[0] ?? ''
  return (firstLine.startsWith('{') && parses(firstLine)) || parses(Buffer.from(body.buffer).toString())
}

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const ending = (file: string): string => extname(file.toLowerCase().replace(/\.gz$/, ''))

/** Whether the name ends as those of pages do. */
export const isPageName = (file: string): boolean => typeByName(file) !== ''

/** What no ending tells, the text does. */
function typeByName(file: string): string {
  const types: Readonly<Record<string, string>> = {
    '.html': 'text/html',
    '.htm': 'text/html',
    '.xhtml': 'application/xhtml+xml',
    '.xht': 'application/xhtml+xml',
    '.xml': 'application/xml',
    '.rss': 'application/rss+xml',
    '.atom': 'application/atom+xml',
    '.txt': 'text/plain',
  }
  return types[ending(file)] ?? ''
}

const hint = (file: string): string =>
  /^https?:/i.test(file) ? ` (a page of the web is analysed by: scrape ${file})` : ''
