import { threadId } from 'node:worker_threads'
import { errorMessage } from '../errors.ts'
import type { AnalysedPage, AnalysisOutcome, PageAnalysis } from '../types.ts'
import { blockedPage } from './blockedPage.ts'
import { bodyHash } from './bodyHash.ts'
import { type AnalysisRequest, decodedPage, wholeBody } from './decodePage.ts'
import { pageFindings } from './findings.ts'
import { analysisFailure, PageFailure } from './pageFailure.ts'
import { createPageInHand } from './pageInHand.ts'
import { readPage } from './readPage.ts'
import { refreshTarget } from './refreshTarget.ts'
import { textHash } from './textHash.ts'
import { type AnalysisOptions, type PageToAnalyse, userData } from './userData.ts'
import { warnings } from './warnings.ts'

export type { AnalysisOptions, AnalysisRequest }

const encoder = new TextEncoder()

/**
 * Bytes and headers in, plain data out: the same request and options give the same outcome, byte for byte. A page
 * that is a wall before the content is a failure, one that sends its reader on at once a `refresh`; neither is analysed.
 * What is wrong with the page, a selector or the user's module is a failure in the outcome, and so is a page
 * that outgrows the stack or a string. Rejects only for a bug.
 */
export async function analysePage(
  request: AnalysisRequest,
  options: AnalysisOptions,
): Promise<AnalysisOutcome> {
  try {
    return await pageOutcome(request, options)
  } catch (error) {
    if (error instanceof PageFailure) return { kind: 'failed', failure: error.failure }
    if (!(error instanceof RangeError)) throw error
    const { failure } = analysisFailure(`The page is too large to analyse: ${errorMessage(error)}`)
    return { kind: 'failed', failure }
  }
}

async function pageOutcome(request: AnalysisRequest, options: AnalysisOptions): Promise<AnalysisOutcome> {
  const startedAt = performance.now()
  const { url, refresh } = request
  const body = wholeBody(request)
  const hash = bodyHash(body)
  if (hash === request.knownBody) return { kind: 'same-body' }
  const decoded = decodedPage(request, body)
  const read = readPage(decoded)
  // First, for some walls let those through who follow their refresh: that would be evading them.
  const wall = blockedPage({ decoded, read, url, refresh })
  if (wall !== null) return { kind: 'failed', failure: { stage: 'fetch', code: 'blocked', message: wall } }
  const target = refreshTarget(refresh, read.parts.refreshes, url)
  if (target !== null) return { kind: 'refresh', url: target }
  const analysed = await analysedPage({ url, decoded, read }, options)
  const tookMs = Math.round(performance.now() - startedAt)
  const trace = { thread: threadId, tookMs, charsetFrom: decoded.charsetFrom }
  return { kind: 'analysed', page: { ...analysed, bodyHash: hash, trace } }
}

async function analysedPage(
  page: PageToAnalyse,
  options: AnalysisOptions,
): Promise<Omit<AnalysedPage, 'bodyHash' | 'trace'>> {
  const { url, decoded, read } = page
  const inHand = createPageInHand({ read, kind: decoded.kind, url }, options.tools)
  const findings = pageFindings(inHand)
  const asked = await userData(page, inHand, options)
  const analysis: PageAnalysis = {
    ...findings,
    ...asked,
    warnings: warnings(read.parts, read.depthTruncated, decoded.isMisread),
  }
  const json = JSON.stringify(analysis)
  if (json.length > maxResultChars(decoded.bytes)) {
    throw analysisFailure(
      `The result is larger than ${maxResultChars(decoded.bytes)} characters, which is too much for a page of ${decoded.bytes} bytes.`,
    )
  }
  return {
    json: encoder.encode(json),
    bytes: decoded.bytes,
    charset: decoded.charset,
    words: analysis.words ?? 0,
    language: analysis.language ?? null,
    textHash: textHash(analysis.title ?? null, inHand.line()),
    ...(options.tools.findFeatures && { features: options.tools.findFeatures(inHand) }),
  }
}

/**
 * Most characters of a page's result, for one of so many bytes: enough for what is found several times, and for what the user
 * asks for besides, and far from what a string can hold.
 */
const maxResultChars = (bytes: number): number => Math.min(16 * bytes + 50_000_000, 250_000_000)
