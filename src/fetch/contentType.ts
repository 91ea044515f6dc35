/** The media type of a `content-type` header, without parameters, in lower case (RFC 9110, 8.3.1). */
export function mediaType(contentType: string): string {
  const end = contentType.indexOf(';')
  return (end < 0 ? contentType : contentType.slice(0, end)).trim().toLowerCase()
}

const TEXTUAL = new Set(['text/html', 'application/xhtml+xml', 'text/plain', 'text/xml', 'application/xml'])

/**
 * Whether a response may be a page of text: html, xhtml, plain text or xml. A server that names no type gets the
 * benefit of the doubt; the bytes decide.
 */
export function isTextual(type: string): boolean {
  return type === '' || TEXTUAL.has(type) || /^(?:application|text)\/[^/]+\+xml$/.test(type)
}
