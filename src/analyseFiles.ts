import { availableParallelism } from 'node:os'
import type { Readable } from 'node:stream'
import { type Analysis, createAnalysis } from './analysis/createAnalysis.ts'
import { ownAddress } from './analysis/ownAddress.ts'
import { InputError } from './errors.ts'
import { isTextual, mediaType } from './fetch/contentType.ts'
import { inOrder } from './inOrder.ts'
import { checkLocalPage, readLocalPage } from './localPage.ts'
import type { AnalysisOutcome, Failure, FetchedPage, ScraperConfig } from './types.ts'

export interface AnalyseFilesOptions {
  /** `-` is standard input. */
  readonly files: readonly string[]
  readonly config: Pick<ScraperConfig, 'fetch' | 'analysis'>
  /** Where the pages are from: an absolute http or https URL. Null goes by what each page says itself. */
  readonly url: string | null
  /** As in an HTTP header. Null goes by the ending of each file's name. */
  readonly contentType: string | null
  readonly stdin: Readable
  readonly warn: (message: string) => void
}

/** What became of one file: its `PageAnalysis` as JSON, or why there is none. */
export type FileResult = { readonly file: string } & (
  | { readonly json: string }
  | { readonly failure: Failure }
)

/** A name that never has an address (RFC 2606): links of a page that does not say where it is from are seen to lead nowhere. */
const NOWHERE = 'https://unknown.invalid/'

/** As many files do not pay for threads. */
const FEW_FILES = 4

/**
 * Analyses files just as a run analyses the pages it fetches, and yields each file's result, in the order of the files. A file
 * that fails is a result. Throws an `InputError`, before the first result where that can be known, for what cannot be read or
 * cannot work.
 */
export async function* analyseFiles(options: AnalyseFilesOptions): AsyncGenerator<FileResult> {
  const { files, config, warn } = options
  await checkOptions(options)
  const { threads: asked } = config.analysis
  const threads = Math.min(asked === 'auto' ? availableParallelism() : asked, files.length)
  await using analysis = createAnalysis({
    config: { ...config.analysis, threads },
    maxBodyBytes: config.fetch.maxBodyBytes,
    isShortList: () => files.length <= FEW_FILES,
    warn,
  })
  const stop = new AbortController()
  try {
    await analysis.check(stop.signal)
    // One more than can be worked on is read ahead.
    yield* inOrder(files, threads + 1, (file) => fileResult(file, options, analysis, stop.signal))
  } finally {
    stop.abort()
  }
}

async function checkOptions({ files, contentType }: AnalyseFilesOptions): Promise<void> {
  if (contentType !== null && !isTextual(mediaType(contentType))) {
    throw new InputError(`${contentType} is no content type of a page: HTML, XHTML, plain text or XML`)
  }
  if (files.filter((file) => file === '-').length > 1) {
    throw new InputError('standard input (-) can be read only once')
  }
  for (const file of files) await checkLocalPage(file)
}

async function fileResult(
  file: string,
  { config, url, contentType, stdin }: AnalyseFilesOptions,
  analysis: Analysis,
  signal: AbortSignal,
): Promise<FileResult> {
  const { maxBodyBytes } = config.fetch
  const page = await readLocalPage(file, { contentType, stdin, maxBodyBytes, url: url ?? NOWHERE, signal })
  if ('code' in page) return { file, failure: page }
  const finalUrl = url ?? addressOf(page, maxBodyBytes)
  return { file, ...jsonOrFailure(await analysis.analyse({ ...page, finalUrl }, signal)) }
}

function addressOf(page: FetchedPage, maxBodyBytes: number): string {
  return ownAddress({ ...page, url: page.finalUrl, maxBodyBytes }) ?? page.finalUrl
}

function jsonOrFailure(outcome: AnalysisOutcome): { readonly json: string } | { readonly failure: Failure } {
  switch (outcome.kind) {
    case 'analysed':
      return { json: outcome.page.json }
    case 'failed':
      return { failure: outcome.failure }
    case 'refresh': {
      const message = `the page sends its reader on to ${outcome.url} at once, and has no content of its own`
      return { failure: { stage: 'analysis', code: 'analysis-failed', message } }
    }
  }
}
