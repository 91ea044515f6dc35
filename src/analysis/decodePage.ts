import type { CharsetSource } from '../types.ts'
import { charset } from './charset.ts'
import { decodedBody } from './decodeBody.ts'
import { decodedText } from './decodeText.ts'
import { type DocumentKind, documentKind } from './documentKind.ts'
import { isBinary } from './isBinary.ts'
import { isMisread } from './isMisread.ts'
import { bodyFailure } from './pageFailure.ts'

/** A page's bytes and the headers that say how to read them. */
export interface AnalysisRequest {
  readonly body: Uint8Array<ArrayBuffer>
  /** The `content-type` header as sent, or an empty string. */
  readonly contentType: string
  /** The `content-encoding` header as sent, or an empty string. */
  readonly contentEncoding: string
  /** The `refresh` header as sent, or an empty string. */
  readonly refresh: string
  /** Where the page came from, after redirects: an absolute http or https URL. */
  readonly url: string
  /** Largest body after decoding. */
  readonly maxBodyBytes: number
  /** The `bodyHash` of a body that need not be analysed again. */
  readonly knownBody?: string
}

export interface DecodedPage {
  readonly text: string
  readonly kind: DocumentKind
  /** Canonical name, lower case. */
  readonly charset: string
  readonly charsetFrom: CharsetSource
  /** Decoded length of the body. */
  readonly bytes: number
  /** See `isMisread`. */
  readonly isMisread: boolean
}

/** The body without its content encodings. Throws a `PageFailure` of stage `fetch` when its bytes are not what they were said to be. */
export function wholeBody({ body, contentEncoding, maxBodyBytes }: AnalysisRequest): Uint8Array<ArrayBuffer> {
  if (contentEncoding.trim() === '' && isPacked(body)) {
    throw bodyFailure('bad-encoding', 'The body is gzip, and its headers do not say so.')
  }
  return decodedBody(body, contentEncoding, maxBodyBytes)
}

/** The text of a page, of its whole body. Throws as `wholeBody`. */
export function decodedPage(
  { contentType }: Pick<AnalysisRequest, 'contentType'>,
  body: Uint8Array<ArrayBuffer>,
): DecodedPage {
  const { name, from } = charset(body, contentType)
  if (contentType.trim() === '' && !name.startsWith('utf-16') && isBinary(body)) {
    throw bodyFailure('not-html', 'The body is binary, and no content type is named.')
  }
  const text = withoutNul(decodedText(body, name), body)
  return {
    text,
    kind: documentKind(contentType, text),
    charset: name,
    charsetFrom: from,
    bytes: body.length,
    isMisread: isMisread(body, name, text),
  }
}

/** As browsers do (WHATWG HTML, 13.2.6.4.7); what comes after the analysis often takes no NUL. */
function withoutNul(text: string, body: Uint8Array<ArrayBuffer>): string {
  // No encoding has a NUL without a zero in it, and bytes are looked through many times as fast as a text.
  return Buffer.from(body.buffer, body.byteOffset, body.length).includes(0) ? text.replaceAll('\0', '') : text
}

/** The first bytes of every gzip member (RFC 1952, 2.3.1); no text begins so. */
const isPacked = (body: Uint8Array): boolean => body[0] === 0x1f && body[1] === 0x8b && body[2] === 8
