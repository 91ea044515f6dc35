import { urlPattern } from '../config/urlPattern.ts'
import type { SourceConfig } from '../types.ts'

export interface UrlFilter {
  /** Whether a normalised URL is wanted: it fits a pattern of `include`, where there are any, and none of `exclude`. */
  isWanted(url: string): boolean
  /** The patterns that no URL has fitted so far, whether it was wanted or not. */
  unused(): UnusedPatterns
}

export type UnusedPatterns = Readonly<Record<'include' | 'exclude', readonly string[]>>

export function createUrlFilter({ include, exclude }: Pick<SourceConfig, 'include' | 'exclude'>): UrlFilter {
  const included = createPatterns(include)
  const excluded = createPatterns(exclude)
  return {
    isWanted(url) {
      const isIncluded = include.length === 0 || included.someFits(url)
      return !excluded.someFits(url) && isIncluded
    },
    unused: () => ({ include: included.unused(), exclude: excluded.unused() }),
  }
}

function createPatterns(texts: readonly string[]) {
  const patterns = texts.map((text) => ({ text, fits: urlPattern(text), isUsed: false }))
  return {
    /** One that has been of use is tried only until another fits; one that has not, on every URL. */
    someFits(url: string): boolean {
      let isFound = false
      for (const pattern of patterns) {
        if ((isFound && pattern.isUsed) || !pattern.fits(url)) continue
        pattern.isUsed = true
        isFound = true
      }
      return isFound
    },
    unused: () => patterns.filter(({ isUsed }) => !isUsed).map(({ text }) => text),
  }
}
