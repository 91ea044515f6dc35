import { load } from 'cheerio/slim'
import { InputError } from '../errors.ts'
import type { SelectorMap } from '../types.ts'
import { PageFailure } from './pageFailure.ts'
import { selectedValues } from './selectors.ts'

/** Tries the user's selectors on an empty page. Throws an `InputError` that names the one which no page can satisfy. */
export function checkSelectors(selectors: SelectorMap): void {
  try {
    selectedValues(load(''), selectors)
  } catch (error) {
    if (!(error instanceof PageFailure)) throw error
    throw new InputError(`analysis.selectors: ${error.failure.message}`)
  }
}
