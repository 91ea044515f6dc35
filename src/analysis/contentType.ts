/** The media type of a `content-type` header without its parameters, lower case; empty when there is none. */
export function mediaType(contentType: string): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase()
}

/** The `charset` parameter of a `content-type` header as written, or null. */
export function charsetLabel(contentType: string): string | null {
  for (const parameter of contentType.split(';').slice(1)) {
    const equals = parameter.indexOf('=')
    if (equals === -1 || parameter.slice(0, equals).trim().toLowerCase() !== 'charset') continue
    const label = parameter
      .slice(equals + 1)
      .replace(/["']/g, '')
      .trim()
    if (label !== '') return label
  }
  return null
}
