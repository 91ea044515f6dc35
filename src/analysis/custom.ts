import type { CheerioAPI } from 'cheerio/slim'
import { jsonSafe } from './jsonSafe.ts'
import { analysisFailure, firstLine } from './pageFailure.ts'

/** What a user's module sees of the page beside its tree and its text. */
export interface CustomAnalyserPage {
  /** The URL the page came from, after redirects. */
  readonly url: string
  readonly title: string | null
  readonly description: string | null
  readonly language: string | null
  readonly canonical: string | null
  readonly charset: string
}

/** The default export of a user's module. What it returns, or resolves to, stands under `analysis.custom`. */
export type CustomAnalyser = (input: {
  readonly $: CheerioAPI
  readonly page: CustomAnalyserPage
  readonly text: string
}) => unknown

/**
 * What the user's analyser makes of the page, as JSON has it; null for undefined.
 * Throws a `PageFailure` when it throws, or when its result is no data or larger than `maxChars` of JSON.
 */
export async function customData(
  analyser: CustomAnalyser,
  input: Parameters<CustomAnalyser>[0],
  maxChars?: number,
): Promise<unknown> {
  try {
    return jsonSafe(await analyser(input), maxChars)
  } catch (error) {
    throw analysisFailure(`The module of analysis.module failed: ${reasonOf(error)}`)
  }
}

/**
 * The analyser with its errors as data: where it throws, or what it makes is no data or too much, its result is the first line
 * of the reason as `error`.
 */
export function withErrorsKept(analyser: CustomAnalyser, maxChars?: number): CustomAnalyser {
  return async (input) => {
    try {
      return jsonSafe(await analyser(input), maxChars)
    } catch (error) {
      return { error: reasonOf(error) }
    }
  }
}

/** Anything can be thrown, even what throws when it is looked at. */
function reasonOf(error: unknown): string {
  try {
    return firstLine(error)
  } catch {
    return 'it threw something that cannot be shown'
  }
}
