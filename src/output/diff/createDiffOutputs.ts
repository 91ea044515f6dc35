import type { DiffSummary, PageDiff, Utf8Text } from '../../types.ts'
import { endingQuietly, openSideOutput } from '../openOutput.ts'
import { isSpecialFile, type ReplacedFile } from '../replacedFile.ts'
import { createTextWriter, type TextWriter } from '../textWriter.ts'
import { type DiffFormat, diffFormat } from './diffFormat.ts'
import { colourStyle, plainStyle } from './diffStyle.ts'
import type { DiffWriter } from './diffWriter.ts'
import { createJsonDiff, createJsonLinesDiff } from './jsonDiff.ts'
import { createTextDiff, type TextDiffOptions } from './textDiff.ts'

export interface DiffOutputsOptions extends Omit<TextDiffOptions, 'style'> {
  /** Files by their ending; `-` is standard output. */
  readonly files: readonly string[]
  /** Of standard output, of a device or a pipe. */
  readonly format: DiffFormat
  /** Whether standard output shows colours. */
  readonly isColoured: boolean
  readonly writeStdout: (text: Utf8Text) => Promise<void>
  /** Whoever read standard output has gone. */
  readonly onClosedPipe: () => void
}

/** Everything that what has changed is written to. */
export interface DiffOutputs extends AsyncDisposable {
  begin(summary: DiffSummary): Promise<void>
  add(diff: PageDiff): Promise<void>
  /** Puts the files in their places, and returns them. Throws an `OutputError`. */
  finish(): Promise<string[]>
}

/** Opens the outputs. Throws an `InputError` for what cannot be opened. */
export async function createDiffOutputs(options: DiffOutputsOptions): Promise<DiffOutputs> {
  const outputs: OpenOutput[] = []
  const close = async (): Promise<void> => {
    await Promise.allSettled(outputs.map(({ file }) => file?.[Symbol.asyncDispose]()))
  }
  try {
    for (const path of options.files) outputs.push(await openOutput(path, options))
  } catch (error) {
    await close()
    throw error
  }
  const push = async (textOf: (document: DiffWriter) => string): Promise<void> => {
    for (const { writer, document } of outputs) {
      writer.push(textOf(document))
      if (!writer.hasRoom()) await writer.flushed()
    }
  }
  return {
    begin: (summary) => push((document) => document.begin(summary)),
    add: (diff) => push((document) => document.page(diff)),
    async finish() {
      await push((document) => document.end())
      const written: string[] = []
      for (const { path, writer, file } of outputs) {
        await writer.flushed()
        await file?.commit(path)
        written.push(path)
      }
      return written
    },
    [Symbol.asyncDispose]: close,
  }
}

interface OpenOutput {
  readonly path: string
  readonly document: DiffWriter
  readonly writer: TextWriter
  /** Absent for standard output. */
  readonly file?: ReplacedFile
}

/** What cannot be written is told by `flushed`. */
const heedless = { onError: () => {}, onRoom: () => {} }

async function openOutput(path: string, options: DiffOutputsOptions): Promise<OpenOutput> {
  const { format, writeStdout, onClosedPipe } = options
  if (path === '-') {
    const write = endingQuietly(writeStdout, onClosedPipe)
    return {
      path,
      document: await documentOf(format, {
        ...options,
        style: options.isColoured ? colourStyle : plainStyle,
      }),
      writer: createTextWriter({ write, ...heedless }),
    }
  }
  const isSpecial = await isSpecialFile(path)
  const output = await openSideOutput(path, isSpecial ? () => format : diffFormat, heedless)
  return { ...output, document: await documentOf(output.format, { ...options, style: plainStyle }) }
}

/** What few ask for is loaded where it is asked for. */
async function documentOf(format: DiffFormat, options: TextDiffOptions): Promise<DiffWriter> {
  switch (format) {
    case 'text':
      return createTextDiff(options)
    case 'json':
      return createJsonDiff()
    case 'jsonl':
      return createJsonLinesDiff()
    case 'csv':
      return (await import('./csvDiff.ts')).createCsvDiff()
    case 'md':
      return (await import('./markdownDiff.ts')).createMarkdownDiff(options.printable)
  }
}
