import { isAscii, isUtf8 } from 'node:buffer'
import { getBOMEncoding, isomorphicDecode, normalizeEncoding, TextDecoder } from '@exodus/bytes/encoding.js'
import { analyse } from 'chardet'
import { charsetLabel, mediaType } from './contentType.ts'
import { metaCharset } from './metaCharset.ts'

const sampleBytes = 16_384

/**
 * The encoding of a body, lower case, by the first rule that knows: byte order mark, the header's charset,
 * the zeros of UTF-16, XML declaration or `<meta>`, valid UTF-8, the likeliest by its bytes, windows-1252.
 * A label that no encoding has is passed over.
 */
export function charset(body: Uint8Array, contentType: string): string {
  return (
    getBOMEncoding(body) ??
    knownEncoding(charsetLabel(contentType)) ??
    utf16WithoutMark(body) ??
    declaredCharset(body, contentType) ??
    sniffedCharset(body)
  )
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
  let highZeros = 0
  let lowZeros = 0
  for (let i = 0; i < pairs * 2; i += 2) {
    if (head[i] === 0 && head[i + 1] !== 0) highZeros++
    if (head[i] !== 0 && head[i + 1] === 0) lowZeros++
  }
  if (lowZeros > pairs * 0.7 && highZeros === 0) return 'utf-16le'
  return highZeros > pairs * 0.7 && lowZeros === 0 ? 'utf-16be' : null
}

function sniffedCharset(body: Uint8Array): string {
  if (isAscii(body))
    return Buffer.from(body.buffer, body.byteOffset, body.length).includes('\x1b$') ? 'iso-2022-jp' : 'utf-8'
  if (isUtf8(body)) return 'utf-8'
  const sample = likelySample(body)
  const likely = analyse(sample).flatMap(({ name }) => knownEncoding(name) ?? [])
  return likely.find((encoding) => decodesWhole(sample, encoding)) ?? likely[0] ?? 'windows-1252'
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
