import { mediaType } from './contentType.ts'

/** How a page is read: `xhtml` is html in which tags may close themselves. */
export type DocumentKind = 'html' | 'xhtml' | 'xml' | 'plain'

const headChars = 1024

/** The kind of document that the server named, or, where it named none, that the text looks like. */
export function documentKind(contentType: string, text: string): DocumentKind {
  const type = mediaType(contentType)
  if (type === 'text/plain') return 'plain'
  if (type === 'application/xhtml+xml') return 'xhtml'
  if (type === 'text/xml' || type === 'application/xml' || type.endsWith('+xml')) return xmlKind(text)
  if (type === '') return sniffedKind(text)
  return 'html'
}

/** XHTML is often served as plain XML. */
function xmlKind(text: string): DocumentKind {
  return /<html[\s>]/i.test(text.slice(0, headChars)) ? 'xhtml' : 'xml'
}

function sniffedKind(text: string): DocumentKind {
  const head = text.slice(0, headChars)
  if (/^\s*<\?xml\s/.test(head)) return xmlKind(text)
  return /<[a-z!/]/i.test(head) ? 'html' : 'plain'
}
