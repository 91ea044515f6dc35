import { CsvError, type Options, parse } from 'csv-parse'
import { InputError } from '../errors.ts'
import { inGroups } from './inGroups.ts'
import { textChunks } from './textChunks.ts'
import { NOT_UTF8 } from './utf8Chunks.ts'

/** Longest row: beyond it, a quote was not closed. */
const MAX_ROW_BYTES = 4 * 1024 * 1024
const MAX_HEADER_CHARS = 65_536
/** The parser works on bytes, which half of a surrogate pair does not survive. No text has these noncharacters. */
const SPOILT_STAND_IN = '\uFDD0'
const HALF_STAND_IN = '\uFDD1'
const HALF = '\uD800'

export interface CsvRow {
  /** The line it begins in, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * The rows of a table in text (RFC 4180), some at a time; blank ones are left out. The delimiter is the one of comma,
 * semicolon and tab that the first line has most of. Throws an `InputError` with the line of a row that is broken,
 * when those before it have been read.
 */
export async function* csvRows(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<readonly CsvRow[]> {
  let line = 1
  let rows: CsvRow[] = []
  let isSpoilt = false
  const onCells = (parsed: readonly string[]): void => {
    const cells = isSpoilt ? parsed.map(withHalves) : parsed
    if (cells.some((cell) => cell !== '' && cell.trim() !== '')) rows.push({ line, cells })
    line += 1 + lineBreaks(cells)
  }
  let problem: unknown
  let parser: CsvParser | undefined
  for await (const text of withFirstLine(textChunks(bytes))) {
    parser ??= createCsvParser(text, onCells)
    isSpoilt ||= !text.isWellFormed()
    problem = await parser.write(isSpoilt ? withStandIns(text) : text)
    yield* inGroups(rows)
    rows = []
    if (problem !== undefined) break
  }
  problem ??= await parser?.end()
  yield* inGroups(rows)
  if (problem instanceof CsvError) throw new InputError(`${name}:${line}: ${reason(problem)}`)
  if (problem !== undefined) throw problem
}

function withStandIns(text: string): string {
  return text.replace(/\p{Surrogate}/gu, (half) => (half === NOT_UTF8 ? SPOILT_STAND_IN : HALF_STAND_IN))
}

function withHalves(cell: string): string {
  return cell.replaceAll(SPOILT_STAND_IN, NOT_UTF8).replaceAll(HALF_STAND_IN, HALF)
}

interface CsvParser {
  /** Hands over the rows that a piece of text ends. Resolves with what is wrong with the one after them. */
  write(text: string): Promise<unknown>
  end(): Promise<unknown>
}

/** Takes rows from the parser as it meets them: a stream drops those it holds when it comes upon an error. */
function createCsvParser(head: string, onCells: (cells: readonly string[]) => void): CsvParser {
  const parser = parse({
    ...dialect(head),
    on_record: (cells: readonly string[]) => {
      onCells(cells)
      return null
    },
  })
  // Every error comes to a callback too.
  parser.on('error', () => {})
  return {
    write: (text) => new Promise((resolve) => parser.write(text, (error) => resolve(error ?? undefined))),
    end: () => new Promise((resolve) => parser.end((error?: Error | null) => resolve(error ?? undefined))),
  }
}

/** Pieces of a text, of which the first holds the whole first line, if that is not overly long. */
async function* withFirstLine(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let head = ''
  let isWhole = false
  for await (const piece of pieces) {
    head += piece
    isWhole ||= head.includes('\n') || head.length >= MAX_HEADER_CHARS
    if (!isWhole) continue
    yield head
    head = ''
  }
  if (head !== '') yield head
}

/** How a table is written, by its first line. Column names may hold delimiters, in quotes. */
function dialect(head: string): Options {
  const [first = ''] = head.replace(/"[^"]*"/g, '').split(/[\r\n]/)
  const count = (delimiter: string): number => first.split(delimiter).length
  const delimiter = [',', ';', '\t'].reduce((best, other) => (count(other) > count(best) ? other : best))
  return {
    delimiter,
    record_delimiter: head.includes('\n') ? ['\r\n', '\n'] : ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: MAX_ROW_BYTES,
  }
}

function lineBreaks(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count += 1
  }
  return count
}

function reason({ code, message }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote in this row is never closed'
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return `a row of more than ${MAX_ROW_BYTES / 1024 / 1024} MB begins here: is a quote not closed?`
  }
  if (code === 'INVALID_OPENING_QUOTE') {
    return 'a quote in the midst of a cell: such a cell stands in quotes, and each quote in it is doubled'
  }
  return code === 'CSV_INVALID_CLOSING_QUOTE'
    ? 'a cell goes on after its closing quote: each quote in a cell is doubled'
    : message
}
