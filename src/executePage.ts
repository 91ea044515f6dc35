import type { Analysis } from './analysis/createAnalysis.ts'
import { mediaType } from './fetch/contentType.ts'
import type { Fetcher } from './fetch/createFetcher.ts'
import type { PageBuffer } from './schedule/pageBuffer.ts'
import type { AnalysedPage, ExecutePage, FetchedPage, PageHttp, StoredResult } from './types.ts'

export interface PageExecution {
  readonly fetcher: Fetcher
  readonly buffer: PageBuffer
  readonly analysis: Analysis
}

/** One attempt at a page in this process: fetch, wait in the buffer, analyse. */
export function createExecutePage({ fetcher, buffer, analysis }: PageExecution): ExecutePage {
  return async (request, { onFetched, signal }) => {
    const fetched = await fetcher.fetchPage(request, signal)
    if (fetched.kind !== 'fetched') {
      onFetched(fetched.heard)
      return fetched
    }
    // Its buffer goes to a thread and is empty here afterwards.
    const bytes = fetched.page.body.byteLength
    buffer.add(bytes)
    onFetched(fetched.heard)
    try {
      const outcome = await analysis.analyse(fetched.page, signal)
      if (outcome.kind === 'failed') return outcome
      if (outcome.kind === 'refresh') return fetcher.refreshed(fetched.page, outcome.url, fetched.remainingMs)
      return { kind: 'ok', result: okResult(fetched.page, outcome.page) }
    } finally {
      buffer.release(bytes)
    }
  }
}

function okResult(fetched: FetchedPage, analysed: AnalysedPage): StoredResult {
  const { statusCode, finalUrl, redirects } = fetched
  const { charset, bytes, words, language, json } = analysed
  const http: PageHttp = {
    statusCode,
    contentType: mediaType(fetched.contentType),
    charset,
    bytes,
    redirects,
  }
  return {
    status: 'ok',
    statusCode,
    failureCode: null,
    bytes,
    words,
    language,
    json: `{"status":"ok","finalUrl":${JSON.stringify(finalUrl)},"http":${JSON.stringify(http)},"analysis":${json}}`,
  }
}
