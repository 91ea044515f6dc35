import { urlPattern } from '../config/urlPattern.ts'
import type { SourceConfig } from '../types.ts'

/** Whether a normalised URL is wanted: it fits a pattern of `include`, where there are any, and none of `exclude`. */
export function createUrlFilter({
  include,
  exclude,
}: Pick<SourceConfig, 'include' | 'exclude'>): (url: string) => boolean {
  const included = include.map(urlPattern)
  const excluded = exclude.map(urlPattern)
  return (url) =>
    (included.length === 0 || included.some((fits) => fits(url))) && !excluded.some((fits) => fits(url))
}
