import { load } from 'cheerio/slim'
import { keyText, wrongValue } from '../config/problem.ts'
import { refuse } from '../config/settings.ts'
import { errorMessage } from '../errors.ts'
import type { SelectorMap, SelectorValue } from '../types.ts'
import { isList } from './selectors.ts'

/** Tries every selector of the user's on an empty page, also those within others. Throws a `ConfigError` that names each which no page can satisfy. */
export function checkSelectors(selectors: SelectorMap): void {
  const emptyPage = load('').root()
  const problems = selectorsIn(selectors, ['analysis', 'selectors']).flatMap(({ path, css }) => {
    try {
      emptyPage.find(css)
      return []
    } catch (error) {
      const key = keyText(path)
      const problem = wrongValue({ key, name: key, value: css, allowed: 'a CSS selector', isSecret: false })
      return { ...problem, message: `${problem.message}: ${errorMessage(error)}` }
    }
  })
  refuse(problems)
}

type Path = readonly PropertyKey[]

interface PlacedSelector {
  /** Where it stands in the configuration. */
  readonly path: Path
  readonly css: string
}

function selectorsIn(selectors: SelectorMap, path: Path): PlacedSelector[] {
  return Object.entries(selectors).flatMap(([name, selector]) =>
    isList(selector) ? selectorsOf(selector[0], [...path, name, 0]) : selectorsOf(selector, [...path, name]),
  )
}

function selectorsOf(value: SelectorValue, path: Path): PlacedSelector[] {
  if (typeof value === 'string') return [{ path, css: value }]
  const { selector: css, value: inner } = value
  const within = typeof inner === 'object' ? selectorsIn(inner, [...path, 'value']) : []
  return [{ path: [...path, 'selector'], css }, ...within]
}
