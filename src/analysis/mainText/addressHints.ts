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
  const words = segments.flatMap((segment) => segment.split(/[^a-z]+/).filter((word) => word.length > 1))
  return [
    ...labels.map((label) => `host=${label}`),
    ...words.map((word) => `path=${word}`),
    ...segments.slice(0, 2).map((segment) => `start=${segment.slice(0, 20)}`),
    `depth=${Math.min(5, segments.length)}`,
    ...(/(?:[a-z0-9]+-){4}/.test(last) ? ['slug'] : []),
    ...(/\d{4}\/\d\d?\//.test(path) ? ['dated'] : []),
    ...(query === '' ? [] : ['query']),
    ...(/\d{4,}/.test(last) ? ['number'] : []),
  ]
}
