import type { PageAnalysis, SelectorMap } from '../types.ts'
import type { AnalysisTools } from './analysisTools.ts'
import { createQuery } from './createQuery.ts'
import { type CustomAnalyser, customData } from './custom.ts'
import type { DecodedPage } from './decodePage.ts'
import type { PageInHand } from './pageInHand.ts'
import type { ReadPage } from './readPage.ts'
import { selectedValues } from './selectors.ts'

export interface AnalysisOptions {
  readonly tools: AnalysisTools
  readonly selectors: SelectorMap
  /** The default export of the user's module, as `loadCustomAnalyser` loads it. */
  readonly customAnalyser?: CustomAnalyser | undefined
  /** Most characters of JSON that the selectors make, and the module: see `maxDataChars`. */
  readonly maxDataChars?: number
}

export interface PageToAnalyse {
  readonly url: string
  readonly decoded: DecodedPage
  readonly read: ReadPage
}

export type UserData = Pick<PageAnalysis, 'selectors' | 'custom'>

/** What the user asked for beside our own analysis; no key for what was not asked. */
export async function userData(
  page: PageToAnalyse,
  inHand: PageInHand,
  { selectors, customAnalyser, maxDataChars }: AnalysisOptions,
): Promise<UserData> {
  const hasSelectors = Object.keys(selectors).length > 0
  if (!hasSelectors && customAnalyser === undefined) return {}
  const { url, decoded, read } = page
  const $ = await createQuery(read.root, decoded.kind)
  const selected = hasSelectors ? { selectors: selectedValues($, selectors, maxDataChars) } : {}
  if (customAnalyser === undefined) return selected
  const { title, description, canonical } = inHand.metadata()
  const { text } = inHand.mainText()
  const seen = { url, title, description, language: inHand.language(), canonical, charset: decoded.charset }
  return { ...selected, custom: await customData(customAnalyser, { $, page: seen, text }, maxDataChars) }
}
