import { open, stat } from 'node:fs/promises'
import { readFailure } from '../config/readFailure.ts'
import { errorCode, InputError } from '../errors.ts'
import { isUrlArgument } from './isUrlArgument.ts'

const HEAD_BYTES = 4096

/**
 * Finds what would stop a run before it begins: an input that is missing, cannot be read, or is no text.
 * Throws an `InputError` that names it.
 */
export async function checkInputs(inputs: readonly string[]): Promise<void> {
  for (const input of inputs) {
    if (input !== '-' && !isUrlArgument(input)) await checkFile(input)
  }
}

async function checkFile(path: string): Promise<void> {
  const head = await readHead(path)
  if (/\.json(\.gz)?$/i.test(path)) {
    throw new InputError(`${path}: a JSON document cannot be read as a list, but JSON lines (.jsonl) can`)
  }
  const isGzip = head[0] === 0x1f && head[1] === 0x8b
  const hasUtf16Mark = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  if (!isGzip && !hasUtf16Mark && head.includes(0)) {
    throw new InputError(`${path}: not a text file (it holds NUL bytes)`)
  }
}

async function readHead(path: string): Promise<Uint8Array> {
  try {
    const stats = await stat(path)
    if (stats.isDirectory()) throw new InputError(`${path} is a folder, not a file of URLs`)
    // Whoever writes into a pipe notices when it is opened and closed again.
    if (!stats.isFile()) return new Uint8Array()
    await using file = await open(path)
    const { buffer, bytesRead } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`${path}: ${readFailure(error)}${hint(path, error)}`)
  }
}

/** Who leaves out the scheme means a page, not a file. */
function hint(path: string, error: unknown): string {
  const looksLikeHost =
    /^[\w-]+(\.[\w-]+)*(\.[a-z]{2,}|:\d+)(\/|$)/i.test(path) &&
    !/\.(txt|gz|[ct]sv|jsonl?|ndjson|xml|rss|atom)$/i.test(path)
  return errorCode(error) === 'ENOENT' && looksLikeHost ? ` (for the page, write https://${path})` : ''
}
