import { joinedText } from '../config/utf8.ts'
import { errorCode, errorMessage, InputError, OutputError } from '../errors.ts'
import type { OutputFormat, StreamFormat, Utf8Text } from '../types.ts'
import { isGzipped, needsFile, outputFormat } from './format.ts'
import { withGzip } from './gzippedFile.ts'
import { createReplacedFile, isSpecialFile, type ReplacedFile } from './replacedFile.ts'
import { createTextWriter, type TextWriter } from './textWriter.ts'
import { utf8Writer } from './utf8Writer.ts'

/** One place that a result is written to. */
export interface Output<Format = OutputFormat> {
  readonly path: string
  readonly format: Format
  readonly writer: TextWriter
  /** Absent for standard output. */
  readonly file?: ReplacedFile
}

export interface OutputSink {
  /** Format of what has no ending to tell it: standard output, a device, a pipe. */
  readonly format: StreamFormat
  readonly writeStdout: (text: Utf8Text) => Promise<void>
  /** Whoever read standard output has gone. */
  readonly onClosedPipe: () => void
  readonly onError: (error: unknown) => void
  readonly onRoom: () => void
}

/** Opens the file to write into. Throws an `InputError` for what cannot be opened. */
export async function openOutput(path: string, sink: OutputSink): Promise<Output> {
  const { format, writeStdout, onClosedPipe, onError, onRoom } = sink
  if (path === '-') {
    const write = endingQuietly(writeStdout, onClosedPipe)
    return { path, format, writer: createTextWriter({ write, onError, onRoom }) }
  }
  const isSpecial = await isSpecialFile(path)
  if (isSpecial && needsFile(path)) throw new InputError(unfit(path))
  const ownFormat = isSpecial ? format : outputFormat(path)
  const plain = await createdFile(path, ownFormat === 'jsonl' ? '.partial' : '.textmill-tmp')
  const file = !isSpecial && isGzipped(path) ? withGzip(plain) : plain
  return {
    path,
    format: ownFormat,
    file,
    writer: createTextWriter({ write: utf8Writer(file.write), onError, onRoom }),
  }
}

/** A file besides the outputs. */
export interface SideOutput<Format> extends Output<Format> {
  readonly file: ReplacedFile
}

/** Opens a file besides the outputs, of the format that `formatOf` reads from its name, packed where that says so. Throws an `InputError` for what cannot be opened. */
export async function openSideOutput<Format>(
  path: string,
  formatOf: (path: string) => Format,
  { onError, onRoom }: Pick<OutputSink, 'onError' | 'onRoom'>,
): Promise<SideOutput<Format>> {
  const format = formatOf(path)
  const plain = await createdFile(path, '.textmill-tmp')
  const file = !plain.isInPlace && isGzipped(path) ? withGzip(plain) : plain
  return { path, format, file, writer: createTextWriter({ write: utf8Writer(file.write), onError, onRoom }) }
}

export const unfit = (path: string): string => `${path}: its format needs a file, it cannot be streamed`

/** Nothing has been fetched yet: what cannot even be opened is wrong input. */
async function createdFile(path: string, suffix: '.partial' | '.textmill-tmp'): Promise<ReplacedFile> {
  try {
    return await createReplacedFile(path, suffix)
  } catch (error) {
    throw error instanceof OutputError ? new InputError(error.message, { cause: error.cause }) : error
  }
}

/** A reader such as `head` may leave when it has enough: that is no failure. */
export function endingQuietly(
  write: (text: Utf8Text) => Promise<void>,
  onClosedPipe: () => void,
): (pieces: readonly Utf8Text[]) => Promise<void> {
  let isClosed = false
  return async (pieces) => {
    if (isClosed) return
    try {
      await write(joinedText(pieces))
    } catch (error) {
      if (errorCode(error) !== 'EPIPE') {
        throw new OutputError(`cannot write standard output: ${errorMessage(error)}`, { cause: error })
      }
      isClosed = true
      onClosedPipe()
    }
  }
}
