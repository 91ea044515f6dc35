import { readFileSync } from 'node:fs'
import { type AnalysisOptions, type AnalysisRequest, analysePage } from '../../../src/analysis/analysePage.ts'
import { loadAnalysisTools } from '../../../src/analysis/analysisTools.ts'
import { resolveAnalysers } from '../../../src/config/analysers.ts'
import { asString } from '../../../src/config/utf8.ts'
import type { AnalysisOutcome, PageAnalysis, PageFindings } from '../../../src/types.ts'

export function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text))
}

export function fixture(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../../../fixtures/pages/${name}`, import.meta.url)))
}

export async function outcomeOf(
  request: Partial<AnalysisRequest>,
  options: Partial<AnalysisOptions> = {},
): Promise<AnalysisOutcome> {
  const tools = options.tools ?? (await loadAnalysisTools(resolveAnalysers(['default'])))
  const page = {
    body: bytes(''),
    contentType: 'text/html',
    contentEncoding: '',
    refresh: '',
    url: 'https://mill.example/page',
    maxBodyBytes: 1_000_000,
  }
  return analysePage({ ...page, ...request }, { selectors: {}, ...options, tools })
}

export async function analysed(
  body: string | Uint8Array<ArrayBuffer>,
  request: Partial<AnalysisRequest> = {},
  options?: Partial<AnalysisOptions>,
): Promise<PageAnalysis & PageFindings> {
  const outcome = await outcomeOf(
    { ...request, body: typeof body === 'string' ? bytes(body) : body },
    options,
  )
  if (outcome.kind === 'failed') throw new Error(outcome.failure.message)
  if (outcome.kind === 'refresh') throw new Error(`sent on to ${outcome.url}`)
  if (outcome.kind === 'same-body') throw new Error('nobody knew its body')
  return JSON.parse(asString(outcome.page.json))
}
