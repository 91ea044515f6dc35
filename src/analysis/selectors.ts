import type { CheerioAPI } from 'cheerio/slim'
import type { SelectorMap } from '../types.ts'
import { jsonSafe } from './jsonSafe.ts'
import { analysisFailure, firstLine } from './pageFailure.ts'

/**
 * The values of the user's selectors by name, null for what the page has not.
 * Throws a `PageFailure` that names the selector which cannot be used.
 */
export function selectedValues($: CheerioAPI, selectors: SelectorMap): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(selectors).map(([name, selector]) => [name, selectedValue($, name, selector)]),
  )
}

function selectedValue($: CheerioAPI, name: string, selector: SelectorMap[string]): unknown {
  try {
    return jsonSafe($.extract({ value: selector } as Parameters<typeof $.extract>[0]).value)
  } catch (error) {
    throw analysisFailure(`The selector "${name}" failed: ${firstLine(error)}`)
  }
}
