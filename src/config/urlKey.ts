import { globMatcher } from './urlPattern.ts'

/**
 * What a page is known by, from its normalised URL (absolute, without a fragment): query parameters whose decoded
 * name fits one of `stripParams` (a name, or one with `*` for anything; letter case does not count) are left out,
 * the others sorted by decoded name. Those of one name keep their order, and each its bytes. A query of which
 * nothing is left loses its `?`, and empty places between two `&` are no parameters. The key of a key is itself.
 */
export function createUrlKey(stripParams: readonly string[]): (url: string) => string {
  const isStripped = nameMatcher(stripParams)
  return (url) => {
    const mark = url.indexOf('?')
    if (mark === -1) return url
    const parts = url.slice(mark + 1).split('&')
    const params = keptParams(parts, isStripped)
    const isSame = params.length === parts.length && isSorted(params)
    if (isSame) return url
    if (params.length === 0) return url.slice(0, mark)
    params.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    return `${url.slice(0, mark)}?${params.map(({ part }) => part).join('&')}`
  }
}

interface QueryParam {
  /** Decoded. */
  readonly name: string
  /** Name and value as they stand in the URL. */
  readonly part: string
}

function keptParams(parts: readonly string[], isStripped: (name: string) => boolean): QueryParam[] {
  const params: QueryParam[] = []
  for (const part of parts) {
    const name = paramName(part)
    if (part !== '' && !isStripped(name)) params.push({ name, part })
  }
  return params
}

function isSorted(params: readonly QueryParam[]): boolean {
  return params.every(({ name }, index) => index === 0 || (params[index - 1]?.name ?? '') <= name)
}

function nameMatcher(patterns: readonly string[]): (name: string) => boolean {
  if (patterns.length === 0) return () => false
  const names = new Set<string>()
  const globs: ((name: string) => boolean)[] = []
  for (const pattern of patterns.map((text) => text.toLowerCase())) {
    if (pattern.includes('*')) globs.push(globMatcher(pattern))
    else names.add(pattern)
  }
  return (name) => {
    const lower = name.toLowerCase()
    return names.has(lower) || globs.some((fits) => fits(lower))
  }
}

function paramName(part: string): string {
  const end = part.indexOf('=')
  const name = end === -1 ? part : part.slice(0, end)
  return name.includes('%') || name.includes('+') ? decodedName(name) : name
}

function decodedName(name: string): string {
  const spaced = name.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    // Not UTF-8, or a lone per cent sign: then it is known by what is written.
    return spaced
  }
}
