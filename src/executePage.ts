import type { Analysis } from './analysis/createAnalysis.ts'
import { answerHash } from './answerHash.ts'
import { joinedText } from './config/utf8.ts'
import { mediaType } from './fetch/contentType.ts'
import type { Fetcher } from './fetch/createFetcher.ts'
import type { PageSaver } from './savedPages/createPageSaver.ts'
import type { PageBuffer } from './schedule/pageBuffer.ts'
import type {
  AnalysedPage,
  ExecutePage,
  FetchedPage,
  PageHttp,
  PageRequest,
  PageResult,
  StoredResult,
  Validators,
} from './types.ts'

export interface PageExecution {
  readonly fetcher: Fetcher
  readonly buffer: PageBuffer
  readonly analysis: Analysis
  /** Where pages are kept as they came, if anywhere. */
  readonly keptPages?: PageSaver | undefined
  /** Whether rows say when they were fetched. */
  readonly timings: boolean
}

type RowTimes = Partial<Pick<PageResult & { status: 'ok' }, 'fetchedAt' | 'elapsedMs'>>

/** One attempt at a page in this process: fetch, wait in the buffer, analyse. */
export function createExecutePage(execution: PageExecution): ExecutePage {
  const { fetcher, buffer, analysis, keptPages, timings } = execution
  return async (request, { onFetched, signal }) => {
    const beganAt = performance.now()
    const fetched = await fetcher.fetchPage(keptPages ? unconditional(request) : request, signal)
    if (fetched.kind !== 'fetched') {
      onFetched(fetched.heard)
      if (fetched.kind !== 'not-modified') return fetched
      return { kind: 'same', by: 'not-modified', validators: fetched.validators }
    }
    // Its buffer may go to a thread, and is empty here then.
    const bytes = fetched.page.body.byteLength
    buffer.add(bytes)
    onFetched(fetched.heard)
    const times = timings ? rowTimes(beganAt) : {}
    try {
      await keptPages?.save({ ...fetched.page, url: ownUrl(request, fetched.page), place: request.page })
      const { known } = request
      const answer = answerHash(fetched.page)
      const outcome = await analysis.analyse(
        fetched.page,
        signal,
        known?.answerHash === answer ? known.bodyHash : undefined,
      )
      const { validators = NO_VALIDATORS } = fetched.page
      if (outcome.kind === 'failed') return outcome
      if (outcome.kind === 'same-body') return { kind: 'same', by: 'same-body', validators }
      if (outcome.kind === 'refresh') return fetcher.refreshed(fetched.page, outcome.url, fetched.remainingMs)
      const { bodyHash, textHash, trace } = outcome.page
      const { finalUrl } = fetched.page
      const identity = { finalUrl, answerHash: answer, bodyHash, textHash, ...validators }
      return { kind: 'ok', result: { identity, ...okResult(fetched.page, outcome.page, times) }, trace }
    } finally {
      buffer.release(bytes)
    }
  }
}

/** Where pages are kept, each is wanted as it comes. */
function unconditional({ known, ...request }: PageRequest): PageRequest {
  return known === undefined ? request : { ...request, known: { ...known, ...NO_VALIDATORS } }
}

const NO_VALIDATORS: Validators = { etag: null, lastModified: null }

/** A page's own URL: where its redirects began. */
function ownUrl({ url }: PageRequest, { redirects }: FetchedPage): string {
  return redirects[0]?.url ?? url
}

function okResult(fetched: FetchedPage, analysed: AnalysedPage, times: RowTimes): StoredResult {
  const { statusCode, finalUrl, redirects, headers } = fetched
  const { charset, bytes, words, language, json, features } = analysed
  const http: PageHttp = {
    statusCode,
    contentType: mediaType(fetched.contentType),
    charset,
    bytes,
    redirects,
    ...(headers && { headers }),
  }
  return {
    status: 'ok',
    statusCode,
    failureCode: null,
    bytes,
    words,
    language,
    json: joinedText([
      `{"status":"ok","finalUrl":${JSON.stringify(finalUrl)},${timesJson(times)}"http":${JSON.stringify(http)},"analysis":`,
      json,
      '}',
    ]),
    ...(features && { features }),
  }
}

function rowTimes(beganAt: number): RowTimes {
  return { fetchedAt: new Date().toISOString(), elapsedMs: Math.round(performance.now() - beganAt) }
}

/** The members of a row in the middle of its JSON. */
function timesJson(times: RowTimes): string {
  const json = JSON.stringify(times)
  return json === '{}' ? '' : `${json.slice(1, -1)},`
}
