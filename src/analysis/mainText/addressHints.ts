const maxChars = 500

/** What the address of a page says of its kind, as words: names in its host and path, how deep it is, what it ends with. */
export function addressHints(url: string): string[] {
  const match = /^https?:\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/i.exec(url.slice(0, maxChars))
  if (match === null) return []
  const [, host = '', path = '', query = ''] = match
  const labels = host.toLowerCase().split('.').slice(0, -1)
  const segments = path
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '')
  const last = segments.at(-1) ?? ''
  const hints: string[] = []
  for (const label of labels) hints.push(`host=${label}`)
  for (const segment of segments)
    for (const word of segment.split(/[^a-z]+/)) if (word.length > 1) hints.push(`path=${word}`)
  for (const segment of segments.slice(0, 2)) hints.push(`start=${segment.slice(0, 20)}`)
  hints.push(`depth=${Math.min(5, segments.length)}`)
  if (/(?:[a-z0-9]+-){4}/.test(last)) hints.push('slug')
  if (/\d{4}\/\d\d?\//.test(path)) hints.push('dated')
  if (query !== '') hints.push('query')
  if (/\d{4,}/.test(last)) hints.push('number')
  return hints
}
