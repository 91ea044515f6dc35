import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { extname } from 'node:path'
import { errorCode, errorMessage, InputError, OutputError } from '../errors.ts'
import type { OutputFormat } from '../types.ts'
import { outputFormat } from './format.ts'
import { type ResultDocument, writeJsonDocument } from './jsonDocument.ts'
import { createReplacedFile, isSpecialFile, type ReplacedFile } from './replacedFile.ts'
import { createTextWriter, type TextWriter } from './textWriter.ts'

/** Everything a run writes its result to. Lines go out as rows become final, documents at the end. */
export interface Outputs extends AsyncDisposable {
  /** Whether anything takes rows as they come. */
  readonly wantsRows: boolean
  append(rows: readonly string[]): void
  /** False while a slow reader has not taken what it was given. */
  hasRoom(): boolean
  /** Writes the documents and puts every file in its place. Returns the files. Throws an `OutputError`. */
  finish(ending: OutputEnding): Promise<string[]>
}

export interface OutputEnding extends ResultDocument {
  readonly isInterrupted: boolean
  /** The rows an interrupted run has no result for: a file of lines ends with them. */
  unfinishedPages(): Iterable<readonly string[]>
  /** Files that an earlier, interrupted start of this run has left. */
  readonly partialFiles: { has(path: string): boolean; add(path: string): void }
}

export interface OutputsOptions {
  readonly files: readonly string[]
  /** Format of what has no ending to tell it: standard output, a device, a pipe. */
  readonly format: OutputFormat
  readonly writeStdout: (text: string) => Promise<void>
  /** Whoever read standard output has gone. */
  readonly onClosedPipe: () => void
  readonly onError: (error: unknown) => void
  readonly onRoom: () => void
}

export async function createOutputs(options: OutputsOptions): Promise<Outputs> {
  const outputs = await Promise.all(options.files.map((file) => openOutput(file, options)))
  const streams = outputs.filter(({ format }) => format === 'jsonl')
  const appendTo = (output: Output, rows: readonly string[]): void => {
    if (rows.length > 0) output.writer.push(`${rows.join('\n')}\n`)
  }
  return {
    wantsRows: streams.length > 0,
    append: (rows) => {
      for (const stream of streams) appendTo(stream, rows)
    },
    hasRoom: () => streams.every(({ writer }) => writer.hasRoom()),
    async finish(ending) {
      const written: string[] = []
      for (const output of outputs) {
        if (output.format === 'json') await writeJsonDocument(output.writer, ending)
        else if (ending.isInterrupted) await appendUnfinished(output, ending, appendTo)
        await output.writer.flushed()
        if (output.file !== undefined) written.push(await place(output.path, output.file, ending))
      }
      return written
    },
    async [Symbol.asyncDispose]() {
      for (const { file } of outputs) await file?.[Symbol.asyncDispose]()
    },
  }
}

interface Output {
  readonly path: string
  readonly format: OutputFormat
  readonly writer: TextWriter
  /** Absent for standard output. */
  readonly file?: ReplacedFile
}

async function openOutput(path: string, options: OutputsOptions): Promise<Output> {
  const { format, writeStdout, onClosedPipe, onError, onRoom } = options
  if (path === '-') {
    const write = endingQuietly(writeStdout, onClosedPipe)
    return { path, format, writer: createTextWriter({ write, onError, onRoom }) }
  }
  const ownFormat = (await isSpecialFile(path)) ? format : outputFormat(path)
  const file = await createdFile(path, ownFormat)
  return { path, format: ownFormat, file, writer: createTextWriter({ write: file.write, onError, onRoom }) }
}

/** Nothing has been fetched yet: what cannot even be opened is wrong input. */
async function createdFile(path: string, format: OutputFormat): Promise<ReplacedFile> {
  try {
    return await createReplacedFile(path, format === 'jsonl' ? '.partial' : '.textmill-tmp')
  } catch (error) {
    throw error instanceof OutputError ? new InputError(error.message, { cause: error.cause }) : error
  }
}

/** A reader such as `head` may leave when it has enough: that is no failure. */
function endingQuietly(write: (text: string) => Promise<void>, onClosedPipe: () => void) {
  let isClosed = false
  return async (text: string): Promise<void> => {
    if (isClosed) return
    try {
      await write(text)
    } catch (error) {
      if (errorCode(error) !== 'EPIPE') {
        throw new OutputError(`cannot write standard output: ${errorMessage(error)}`, { cause: error })
      }
      isClosed = true
      onClosedPipe()
    }
  }
}

async function appendUnfinished(
  output: Output,
  ending: OutputEnding,
  appendTo: (output: Output, rows: readonly string[]) => void,
): Promise<void> {
  for (const rows of ending.unfinishedPages()) {
    appendTo(output, rows)
    if (!output.writer.hasRoom()) await output.writer.flushed()
  }
}

/** Half a result never takes the place of a whole one: it gets a name of its own. */
async function place(path: string, file: ReplacedFile, ending: OutputEnding): Promise<string> {
  const { isInterrupted, partialFiles } = ending
  const aside = partialName(path)
  const target = isInterrupted && existsSync(path) && !partialFiles.has(path) ? aside : path
  if (isInterrupted) partialFiles.add(target)
  await file.commit(target)
  if (!isInterrupted && partialFiles.has(aside)) await rm(aside, { force: true })
  return target
}

/** `out.json` → `out.partial.json`. */
function partialName(path: string): string {
  const ending = extname(path)
  return `${path.slice(0, path.length - ending.length)}.partial${ending}`
}
