import type { CheerioAPI } from 'cheerio/slim'
import type { SelectorMap, SelectorValue } from '../types.ts'
import { createDataBudget, type DataBudget, MAX_DATA_CHARS } from './dataBudget.ts'
import { jsonSafe } from './jsonSafe.ts'
import { analysisFailure, firstLine } from './pageFailure.ts'

type ExtractMap = Parameters<CheerioAPI['extract']>[0]
type Descriptor = Extract<ExtractMap[string], { readonly selector: string }>
type Node = Parameters<Extract<Descriptor['value'], (...input: never) => unknown>>[0]

/**
 * The values of the user's selectors by name, null for what the page has not.
 * Throws a `PageFailure` that names the selector which cannot be used, or which brings the values to more than `maxChars`.
 */
export function selectedValues(
  $: CheerioAPI,
  selectors: SelectorMap,
  maxChars = MAX_DATA_CHARS,
): Record<string, unknown> {
  const budget = createDataBudget(maxChars)
  return Object.fromEntries(
    Object.entries(selectors).map(([name, selector]) => [name, selectedValue($, name, selector, budget)]),
  )
}

function selectedValue(
  $: CheerioAPI,
  name: string,
  selector: SelectorMap[string],
  budget: DataBudget,
): unknown {
  try {
    const found = isList(selector)
      ? allValues($, selector[0], budget)
      : $.extract(extractMap($, { value: selector }, budget)).value
    return jsonSafe(found, budget.maxChars)
  } catch (error) {
    throw analysisFailure(`The selector "${name}" failed: ${firstLine(error)}`)
  }
}

/** The values of a list as `extract` has them, which copies all that it has for each one more. */
function allValues($: CheerioAPI, selector: SelectorValue, budget: DataBudget): readonly unknown[] {
  const { selector: css, value } = descriptor($, selector, budget)
  const read = (element: Node): unknown =>
    typeof value === 'function' ? value(element, '', {}) : $(element).extract(value as ExtractMap)
  return $.root()
    .find(css)
    .toArray()
    .flatMap((element) => read(element) ?? [])
}

function extractMap($: CheerioAPI, selectors: SelectorMap, budget: DataBudget): ExtractMap {
  return Object.fromEntries(
    Object.entries(selectors).map(([name, selector]): [string, ExtractMap[string]] => [
      name,
      isList(selector) ? [descriptor($, selector[0], budget)] : descriptor($, selector, budget),
    ]),
  )
}

export const isList = (selector: SelectorMap[string]): selector is readonly [SelectorValue] =>
  Array.isArray(selector)

function descriptor($: CheerioAPI, selector: SelectorValue, budget: DataBudget): Descriptor {
  const { selector: css, value = 'textContent' } = typeof selector === 'string' ? { selector } : selector
  if (typeof value !== 'string') return { selector: css, value: extractMap($, value, budget) }
  const counted = (element: Node): unknown => {
    const found = property($, element, value)
    budget.spend(typeof found === 'string' ? found.length : 1)
    return found
  }
  return { selector: css, value: counted }
}

/** What the parser's elements have besides (`name`, `type`, `parent`, `constructor`) is none of the page: there the attribute is meant. */
function property($: CheerioAPI, element: Node, name: string): unknown {
  const isParsers = name in element && !['tagName', 'nodeName'].includes(name)
  return isParsers ? $(element).attr(name) : $(element).prop(name)
}
