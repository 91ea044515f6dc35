import { threadId } from 'node:worker_threads'
import { errorMessage } from '../errors.ts'
import type { AnalysedPage, AnalysisOutcome, PageAnalysis } from '../types.ts'
import { blockedPage } from './blockedPage.ts'
import { bodyHash } from './bodyHash.ts'
import { type AnalysisRequest, decodedPage, wholeBody } from './decodePage.ts'
import { type Findings, pageFindings } from './findings.ts'
import { analysisFailure, PageFailure } from './pageFailure.ts'
import { createPageInHand } from './pageInHand.ts'
import { readPage } from './readPage.ts'
import { refreshTarget } from './refreshTarget.ts'
import { textHash } from './textHash.ts'
import { type AnalysisOptions, type UserData, userData } from './userData.ts'
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
  const target = refreshTarget(refresh, read.parts.notable.refreshes, url)
  if (target !== null) return { kind: 'refresh', url: target }
  const inHand = createPageInHand({ read, kind: decoded.kind, url }, options.tools)
  const findings = pageFindings(inHand)
  const asked = await userData({ url, decoded, read }, inHand, options)
  const found = warnings(read.parts, read.depthTruncated, decoded.isMisread)
  const page: AnalysedPage = {
    json: encoder.encode(writtenAnalysis(findings, asked, found, decoded.bytes)),
    bytes: decoded.bytes,
    charset: decoded.charset,
    words: findings.words ?? 0,
    language: findings.language ?? null,
    textHash: textHash(findings.title ?? null, inHand.line()),
    features: options.tools.findFeatures?.(inHand),
    bodyHash: hash,
    trace: {
      thread: threadId,
      tookMs: Math.round(performance.now() - startedAt),
      charsetFrom: decoded.charsetFrom,
    },
  }
  return { kind: 'analysed', page }
}

/** The `PageAnalysis` as JSON, in which there is nothing of what is undefined. */
function writtenAnalysis(
  findings: Findings,
  asked: UserData,
  warnings: PageAnalysis['warnings'],
  bytes: number,
): string {
  const json = JSON.stringify(Object.assign(findings, asked, { warnings }))
  if (json.length > maxResultChars(bytes)) {
    throw analysisFailure(
      `The result is larger than ${maxResultChars(bytes)} characters, which is too much for a page of ${bytes} bytes.`,
    )
  }
  return json
}

/**
 * Most characters of a page's result, for one of so many bytes: enough for what is found several times, and for what the user
 * asks for besides, and far from what a string can hold.
 */
const maxResultChars = (bytes: number): number => Math.min(16 * bytes + 50_000_000, 250_000_000)
