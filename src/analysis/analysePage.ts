import { errorMessage } from '../errors.ts'
import type { AnalysedPage, AnalysisOutcome, PageAnalysis } from '../types.ts'
import { builtInAnalysis } from './builtInAnalysis.ts'
import { type AnalysisRequest, decodedPage } from './decodePage.ts'
import { analysisFailure, PageFailure } from './pageFailure.ts'
import { readPage } from './readPage.ts'
import { type AnalysisOptions, userData } from './userData.ts'

export type { AnalysisOptions, AnalysisRequest }

/**
 * Bytes and headers in, plain data out: the same request and options give the same outcome, byte for byte.
 * What is wrong with the page, a selector or the user's module is a failure in the outcome, and so is a page
 * that outgrows the stack or a string. Rejects only for a bug.
 */
export async function analysePage(
  request: AnalysisRequest,
  options: AnalysisOptions,
): Promise<AnalysisOutcome> {
  try {
    return { kind: 'analysed', page: await analysedPage(request, options) }
  } catch (error) {
    if (error instanceof PageFailure) return { kind: 'failed', failure: error.failure }
    if (!(error instanceof RangeError)) throw error
    const { failure } = analysisFailure(`The page is too large to analyse: ${errorMessage(error)}`)
    return { kind: 'failed', failure }
  }
}

async function analysedPage(request: AnalysisRequest, options: AnalysisOptions): Promise<AnalysedPage> {
  const decoded = decodedPage(request)
  const read = readPage(decoded)
  const builtIn = builtInAnalysis(read, decoded.kind, request.url)
  const asked = await userData({ url: request.url, decoded, read }, builtIn, options)
  const { warnings, ...findings } = builtIn
  const analysis: PageAnalysis = { ...findings, ...asked, warnings }
  return {
    json: JSON.stringify(analysis),
    bytes: decoded.bytes,
    charset: decoded.charset,
    words: analysis.words,
    language: analysis.language,
  }
}
