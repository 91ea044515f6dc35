import type { OutputFormat, Utf8Text } from '../types.ts'
import type { DocumentWriter, ResultDocument } from './document.ts'
import { documentsOf, failedDocument } from './documentsOf.ts'
import { isOfCorpus } from './fieldValue.ts'
import { type FailedFormat, failedFormat, type GraphFormat, graphFormat } from './format.ts'
import { createGraphDocument } from './graphDocument.ts'
import { type Output, type OutputSink, openOutput, openSideOutput, type SideOutput } from './openOutput.ts'
import { type PartialFiles, place } from './place.ts'
import { writeDocuments } from './writeDocuments.ts'

/** Everything a run writes its result to. Lines go out as rows become final, documents at the end. */
export interface Outputs extends AsyncDisposable {
  /** Whether anything takes rows as they come. */
  readonly wantsRows: boolean
  /** Whether anything says what only all pages together can tell. */
  readonly wantsCorpus: boolean
  /** Takes lines, each with its end. */
  append(lines: readonly Utf8Text[]): void
  /** False while a slow reader has not taken what it was given. */
  hasRoom(): boolean
  /**
   * Writes the documents from one reading of the rows, and puts every file in its place when all are whole. Returns
   * the files, those of the failures and the links last. Throws an `OutputError`.
   */
  finish(ending: OutputEnding): Promise<string[]>
}

export interface OutputEnding extends ResultDocument {
  readonly isInterrupted: boolean
  /** The rows an interrupted run has no result for: a file of lines ends with them. */
  unfinishedLines(): Iterable<readonly Utf8Text[]>
  readonly partialFiles: PartialFiles
}

export interface OutputsOptions extends OutputSink {
  /** Files by their ending; `-` is standard output. */
  readonly files: readonly string[]
  /** The columns of flat formats. Empty stands for a usual choice. */
  readonly fields: readonly string[]
  /** A file for the failures alone. */
  readonly failed: string | null
  /** A file for the links among the pages. */
  readonly graph: string | null
}

/** Opens everything that is to be written. Throws an `InputError` for what cannot be. */
export async function createOutputs(options: OutputsOptions): Promise<Outputs> {
  const { outputs, failed, graph, close } = await openAll(options)
  const sides = [failed, graph].filter((side) => side !== undefined)
  const streams = outputs.filter(({ format }) => format === 'jsonl')
  let documents: readonly DocumentWriter[] = []
  return {
    wantsRows: streams.length > 0,
    wantsCorpus: outputs.some(({ format }) => saysCorpus(format, options.fields)),
    append: (lines) => {
      for (const stream of streams) appendTo(stream, lines)
    },
    hasRoom: () => streams.every(({ writer }) => writer.hasRoom()),
    async finish(ending) {
      documents = [
        ...(await documentsOf(outputs, options.fields)),
        ...(failed ? [failedDocument(failed)] : []),
        ...(graph ? [createGraphDocument(graph.writer)] : []),
      ]
      await writeDocuments(documents, ending)
      if (ending.isInterrupted) await appendUnfinished(streams, ending)
      for (const { writer } of streams) await writer.flushed()
      const written: string[] = []
      for (const { path, file } of [...outputs, ...sides]) {
        if (file !== undefined) written.push(await place(path, file, ending))
      }
      return written
    },
    async [Symbol.asyncDispose]() {
      for (const document of documents) await document.close?.()
      await close()
    },
  }
}

/** Lines are written before it is known, and a table has it where a field of it was chosen. */
function saysCorpus(format: OutputFormat, fields: readonly string[]): boolean {
  return format !== 'jsonl' && (format !== 'csv' || fields.some(isOfCorpus))
}

interface OpenOutputs {
  readonly outputs: readonly Output[]
  readonly failed: SideOutput<FailedFormat> | undefined
  readonly graph: SideOutput<GraphFormat> | undefined
  close(): Promise<void>
}

/** What is open is closed again where another cannot be opened. */
async function openAll(options: OutputsOptions): Promise<OpenOutputs> {
  const outputs: Output[] = []
  const opened: (AsyncDisposable | undefined)[] = []
  const close = async (): Promise<void> => {
    // One that cannot be closed keeps no other from being so, and hides no reason to end.
    await Promise.allSettled(opened.map((file) => file?.[Symbol.asyncDispose]()))
  }
  try {
    for (const path of options.files) {
      const output = await openOutput(path, options)
      opened.push(output.file)
      outputs.push(output)
    }
    const openSide = async <Format>(path: string | null, formatOf: (path: string) => Format) => {
      const side = path === null ? undefined : await openSideOutput(path, formatOf, options)
      opened.push(side?.file)
      return side
    }
    const failed = await openSide(options.failed, failedFormat)
    const graph = await openSide(options.graph, graphFormat)
    return { outputs, failed, graph, close }
  } catch (error) {
    await close()
    throw error
  }
}

function appendTo({ writer }: Output, lines: readonly Utf8Text[]): void {
  for (const line of lines) writer.push(line)
}

async function appendUnfinished(streams: readonly Output[], ending: OutputEnding): Promise<void> {
  if (streams.length === 0) return
  for (const lines of ending.unfinishedLines()) {
    for (const stream of streams) {
      appendTo(stream, lines)
      if (!stream.writer.hasRoom()) await stream.writer.flushed()
    }
  }
}
