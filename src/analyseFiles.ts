import { availableParallelism } from 'node:os'
import type { Readable } from 'node:stream'
import { type Analysis, createAnalysis } from './analysis/createAnalysis.ts'
import { ownAddress } from './analysis/ownAddress.ts'
import { asString } from './config/utf8.ts'
import { InputError } from './errors.ts'
import { isTextual, mediaType } from './fetch/contentType.ts'
import { inOrder } from './inOrder.ts'
import { checkLocalPage, readLocalPage } from './localPage.ts'
import { isFolder, type LocalSource, localSources } from './savedPages/localSources.ts'
import { SHORT_LIST } from './shortList.ts'
import type { AnalysisOutcome, Failure, FetchedPage, ScraperConfig } from './types.ts'

export interface AnalyseFilesOptions {
  /** `-` is standard input; a folder stands for the pages in it. */
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
export type FileResult = {
  readonly file: string
  /** Where a page is from that was saved from the network. */
  readonly url?: string
} & ({ readonly json: string } | { readonly failure: FileFailure })

/** As of a page of a run; or the file is not there, is a folder, or may not be read. */
export type FileFailure = Failure | UnreadableFile
interface UnreadableFile extends Pick<Failure, 'stage' | 'message'> {
  readonly code: 'unreadable'
}

/** A name that never has an address (RFC 2606): links of a page that does not say where it is from are seen to lead nowhere. */
const NOWHERE = 'https://unknown.invalid/'

/**
 * Analyses files just as a run analyses the pages it fetches, and yields each file's result, in the order of the files. A file
 * that fails is a result, and so is one of several that cannot be read. Throws an `InputError`, before the first result, for the
 * only file when it cannot be read, and for options that cannot work.
 */
export async function* analyseFiles(options: AnalyseFilesOptions): AsyncGenerator<FileResult> {
  const { config, warn } = options
  await checkOptions(options)
  const sources = await localSources(options.files, sourceOptions(options))
  const { threads: asked } = config.analysis
  const threads = Math.min(asked === 'auto' ? availableParallelism() : asked, sources.length)
  await using analysis = createAnalysis({
    config: { ...config.analysis, threads },
    maxBodyBytes: config.fetch.maxBodyBytes,
    isShortList: () => sources.length <= SHORT_LIST,
    warn,
  })
  const stop = new AbortController()
  try {
    await analysis.check(stop.signal)
    // One more than can be worked on is read ahead.
    const work = { analysis, signal: stop.signal }
    yield* inOrder(sources, threads + 1, (source) => fileResult(source, options, work))
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
  const [only = ''] = files
  if (files.length === 1 && !isFolder(only)) await checkLocalPage(only)
}

function sourceOptions({ config, url, contentType, warn }: AnalyseFilesOptions) {
  return { maxBodyBytes: config.fetch.maxBodyBytes, isTold: url !== null || contentType !== null, warn }
}

interface Work {
  readonly analysis: Analysis
  readonly signal: AbortSignal
}

async function fileResult(
  { file, saved }: LocalSource,
  options: AnalyseFilesOptions,
  { analysis, signal }: Work,
): Promise<FileResult> {
  const { config, url } = options
  const page = await (saved?.() ?? pageOrFailure(file, options, signal))
  if ('code' in page) return { file, failure: page }
  const finalUrl = saved ? page.finalUrl : (url ?? addressOf(page, config.fetch.maxBodyBytes))
  const found = jsonOrFailure(await analysis.analyse({ ...page, finalUrl }, signal))
  return saved ? { file, url: finalUrl, ...found } : { file, ...found }
}

/** Of several files, one that cannot be read does not take the others along. */
async function pageOrFailure(
  file: string,
  { files, config, url, contentType, stdin }: AnalyseFilesOptions,
  signal: AbortSignal,
): Promise<FetchedPage | FileFailure> {
  const { maxBodyBytes } = config.fetch
  try {
    await checkLocalPage(file)
    return await readLocalPage(file, { contentType, stdin, maxBodyBytes, url: url ?? NOWHERE, signal })
  } catch (error) {
    const isOnly = files.length === 1 && files[0] === file
    if (isOnly || !(error instanceof InputError)) throw error
    const named = `${file}: `
    const { message } = error
    const reason = message.startsWith(named) ? message.slice(named.length) : message
    return { stage: 'source', code: 'unreadable', message: reason }
  }
}

function addressOf(page: FetchedPage, maxBodyBytes: number): string {
  return ownAddress({ ...page, url: page.finalUrl, maxBodyBytes }) ?? page.finalUrl
}

function jsonOrFailure(outcome: AnalysisOutcome): { readonly json: string } | { readonly failure: Failure } {
  switch (outcome.kind) {
    case 'analysed':
      return { json: asString(outcome.page.json) }
    case 'failed':
      return { failure: outcome.failure }
    case 'refresh': {
      const message = `the page sends its reader on to ${outcome.url} at once, and has no content of its own`
      return { failure: { stage: 'analysis', code: 'analysis-failed', message } }
    }
    case 'same-body':
      throw new Error('a page that nobody knew came back as known')
  }
}
