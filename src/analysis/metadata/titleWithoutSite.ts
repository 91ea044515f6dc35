import { isNearSite, isSite, lettersOf, type Site } from './site.ts'

const separators = /\s+(?:[|\-–—·•»«›:/~]|\|\||::)\s+|\s*[|｜»]\s*|(?<=\S):\s+/gu

/** A longer text is no title, and stays as it is. */
const longestTitle = 400

interface Part {
  readonly text: string
  readonly start: number
  readonly end: number
}

/**
 * The title without the site's name before or after it: a part between separators goes when it is the site's name or
 * is spelled as its host is. Where one of `names`, what the page is called elsewhere, is the title but for some parts at its
 * end, that is the title.
 */
export function titleWithoutSite(title: string, site: Site, names: readonly string[]): string {
  if (title.length > longestTitle) return title
  let parts = partsOf(title)
  while (parts.length > 1 && isNearSite(parts.at(-1)?.text ?? '', site)) parts = parts.slice(0, -1)
  while (parts.length > 1 && isSite(parts[0]?.text ?? '', site)) parts = parts.slice(1)
  const first = parts[0]
  const last = parts.at(-1)
  if (first === undefined || last === undefined) return title
  return agreedTitle(parts, title, names) ?? title.slice(first.start, last.end)
}

/** The name that is the first parts of the title, the longest one of several. */
function agreedTitle(parts: readonly Part[], title: string, names: readonly string[]): string | null {
  const byLetters = new Map(names.map((name) => [lettersOf(name), name]))
  const first = parts[0]
  for (let count = parts.length; first !== undefined && count > 0; count--) {
    const letters = lettersOf(title.slice(first.start, parts[count - 1]?.end))
    const name = letters.length > 2 ? byLetters.get(letters) : undefined
    if (name !== undefined) return name
  }
  return null
}

function partsOf(title: string): Part[] {
  const parts: Part[] = []
  let start = 0
  for (const match of title.matchAll(separators)) {
    if (match.index > start) parts.push({ text: title.slice(start, match.index), start, end: match.index })
    start = match.index + match[0].length
  }
  if (start < title.length) parts.push({ text: title.slice(start), start, end: title.length })
  return parts
}
