const REGULAR_EXPRESSION = /^\/(.+)\/([dgimsuvy]*)$/s
const USED_FLAGS = /^[iu]*$/

/** Why a pattern of URLs can fit nothing, to follow the pattern in a message; undefined where all is well. */
export function patternProblem(pattern: string): string | undefined {
  if (pattern.trim() === '') return 'is empty'
  const expression = REGULAR_EXPRESSION.exec(pattern)
  if (expression === null) return undefined
  const [, source = '', flags = ''] = expression
  if (!USED_FLAGS.test(flags)) {
    return `is a regular expression with the flags ${flags}, of which only i and u are known; a path is written *${pattern}*`
  }
  try {
    new RegExp(source, flags)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/**
 * Whether a normalised URL fits a pattern.
 *
 * - `/…/`, with the flags `i` and `u` if wanted, is a regular expression that the URL must hold somewhere: `/blog/`, too,
 *   and `/p/*` followed by a slash. A path with a slash at both ends is written with a `*` around it.
 * - A text without `*` must stand somewhere in the URL.
 * - In any other text `*` stands for anything, nothing too, and the text must fit to both ends: the whole URL where
 *   it begins with a scheme or with `*`; the path and query where it begins with `/`; else the URL from its host
 *   on, so that `example.com/*` needs no scheme.
 *
 * Letter case counts in paths, and in hosts it does not. What is no ASCII is compared percent-encoded, as in the URL.
 * Throws a `SyntaxError` for a regular expression that `patternProblem` complains of.
 */
export function urlPattern(pattern: string): (url: string) => boolean {
  const [, source, flags] = REGULAR_EXPRESSION.exec(pattern) ?? []
  if (source !== undefined) {
    const expression = new RegExp(source, flags)
    return (url) => expression.test(url)
  }
  const encoded = pattern
    .trim()
    .toWellFormed()
    .replace(/[^\x21-\x7e]+/g, encodeURIComponent)
  if (!encoded.includes('*')) return (url) => url.includes(encoded)
  if (encoded.startsWith('*')) return globMatcher(encoded)
  if (encoded.startsWith('/')) {
    const fits = globMatcher(encoded)
    return (url) => fits(url.slice(url.indexOf('/', hostStart(url))))
  }
  const fits = globMatcher(encoded.replace(/^(?:https?:\/\/)?[^/]*/i, (origin) => origin.toLowerCase()))
  return /^https?:\/\//i.test(encoded) ? fits : (url) => fits(url.slice(hostStart(url)))
}

const hostStart = (url: string): number => url.indexOf('://') + 3

/** Whether a whole text fits another in which `*` stands for anything, in time linear in the text. */
export function globMatcher(glob: string): (text: string) => boolean {
  const [head = '', ...rest] = glob.split('*')
  const tail = rest.pop()
  if (tail === undefined) return (text) => text === head
  return (text) => {
    if (!text.startsWith(head) || !text.endsWith(tail)) return false
    let from = head.length
    for (const part of rest) {
      const at = text.indexOf(part, from)
      if (at === -1) return false
      from = at + part.length
    }
    return from + tail.length <= text.length
  }
}
