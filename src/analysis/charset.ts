import { isAscii, isUtf8 } from 'node:buffer'
import { getBOMEncoding, isomorphicDecode, normalizeEncoding, TextDecoder } from '@exodus/bytes/encoding.js'
import { analyse } from 'chardet'
import type { CharsetSource } from '../types.ts'
import { charsetLabel, mediaType } from './contentType.ts'
import { metaCharset } from './metaCharset.ts'

const sampleBytes = 16_384
const longSampleBytes = 262_144

/** The encoding of a body, lower case, and what it was decided by. */
export interface Charset {
  readonly name: string
  readonly from: CharsetSource
}

/**
 * The encoding of a body by the first rule that knows: byte order mark, the header's charset,
 * the zeros of UTF-16, XML declaration or `<meta>`, valid UTF-8, the likeliest by its bytes, windows-1252.
 * A label that no encoding has is passed over.
 */
export function charset(body: Uint8Array, contentType: string): Charset {
  return (
    known(getBOMEncoding(body), 'byte-order-mark') ??
    known(knownEncoding(charsetLabel(contentType)), 'header') ??
    known(utf16WithoutMark(body), 'bytes') ??
    known(declaredCharset(body, contentType), 'markup') ?? { name: sniffedCharset(body), from: 'bytes' }
  )
}

function known(name: string | null, from: CharsetSource): Charset | undefined {
  return name === null ? undefined : { name, from }
}

function knownEncoding(label: string | null): string | null {
  const encoding = label === null ? null : normalizeEncoding(label)
  // Labels that browsers refuse to decode (ISO-2022-KR, HZ) are as good as none.
  return encoding === 'replacement' ? null : encoding
}

function declaredCharset(body: Uint8Array, contentType: string): string | null {
  if (mediaType(contentType) === 'text/plain') return null
  return xmlDeclaredCharset(body) ?? knownEncoding(metaCharset(body))
}

const xmlDeclaration = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']+)["']/

function xmlDeclaredCharset(body: Uint8Array): string | null {
  const label = xmlDeclaration.exec(isomorphicDecode(body.subarray(0, 256)))?.[1]
  const encoding = knownEncoding(label ?? null)
  return encoding?.startsWith('utf-16') ? 'utf-8' : encoding
}

/** UTF-16 without a mark shows in its markup: nearly every character of `<html>` has a zero in one half. */
export function utf16WithoutMark(body: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = body.subarray(0, 256)
  const pairs = head.length >> 1
  if (pairs < 2) return null
  const marked = utf16Markup(head)
  if (marked !== null) return marked
  let highZeros = 0
  let lowZeros = 0
  for (let i = 0; i < pairs * 2; i += 2) {
    if (head[i] === 0 && head[i + 1] !== 0) highZeros++
    if (head[i] !== 0 && head[i + 1] === 0) lowZeros++
  }
  if (lowZeros > pairs * 0.7 && highZeros === 0) return 'utf-16le'
  return highZeros > pairs * 0.7 && lowZeros === 0 ? 'utf-16be' : null
}

/** A `<` and the character after it, each with its zero (XML 1.0, appendix F.1). */
function utf16Markup(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0x3c && head[1] === 0 && head[2] !== 0 && head[3] === 0) return 'utf-16le'
  return head[0] === 0 && head[1] === 0x3c && head[2] === 0 && head[3] !== 0 ? 'utf-16be' : null
}

function sniffedCharset(body: Uint8Array): string {
  if (isAscii(body))
    return Buffer.from(body.buffer, body.byteOffset, body.length).includes('\x1b$') ? 'iso-2022-jp' : 'utf-8'
  if (isUtf8(body) || isNearlyUtf8(body)) return 'utf-8'
  const sample = likelySample(body)
  // It takes two bytes at the sample's beginning for a byte order mark, and they lie within the text.
  const likely = analyse(sample).flatMap(({ name }) =>
    name.startsWith('UTF-16') ? [] : (knownEncoding(name) ?? []),
  )
  return likely.find((encoding) => decodesWhole(sample, encoding)) ?? likely[0] ?? 'windows-1252'
}

/** Of so many characters beyond ASCII one may be broken: other encodings hardly ever look like UTF-8 by chance. */
const wholePerBroken = 4

/** A cut character or a pasted byte does not make UTF-8 another encoding. */
function isNearlyUtf8(body: Uint8Array): boolean {
  let whole = 0
  let broken = 0
  for (const character of new TextDecoder('utf-8')
    .decode(body.subarray(0, longSampleBytes))
    .matchAll(/[^\0-\x7f]/gu)) {
    if (character[0] === '\ufffd') broken++
    else whole++
  }
  return whole >= wholePerBroken * broken && whole > 0
}

/** Bytes that an encoding has no character for speak against it, however likely it is otherwise. */
function decodesWhole(sample: Uint8Array, encoding: string): boolean {
  // The sample's end may cut a character in two.
  return !new TextDecoder(encoding).decode(sample, { stream: true }).includes('\ufffd')
}

/** What comes before the first byte beyond ASCII tells nothing, and every encoding starts a character there. */
function likelySample(body: Uint8Array): Uint8Array {
  const start = Math.max(
    0,
    body.findIndex((byte) => byte > 0x7f),
  )
  return body.subarray(start, start + sampleBytes)
}
