import { encodingByMark } from './textChunks.ts'

/** What a list is by its beginning: XML or HTML, JSON objects, or lines of text. */
export type ContentKind = 'markup' | 'json' | 'text'

const ENOUGH_BYTES = 4096

/**
 * Told by the first character that is no white space: no URL begins with `<` or `{`. (`<https://…>`, as some people
 * write URLs, is text.)
 */
export function contentKind(head: Uint8Array): ContentKind {
  const text = beginning(head)
  if (text.startsWith('{')) return 'json'
  return /^<(?!https?:)/i.test(text) ? 'markup' : 'text'
}

/** Whether there is nothing but white space, as far as the beginning tells. */
export function isBlank(head: Uint8Array): boolean {
  return beginning(head) === ''
}

/** Whether the beginning tells the kind, and of XML the encoding. Lines that somebody types are not waited for. */
export function tellsKind(head: Uint8Array): boolean {
  if (head.length >= ENOUGH_BYTES) return true
  const text = beginning(head)
  return text.startsWith('<') ? text.includes('>') : text !== ''
}

/** The label of the encoding that an XML declaration names; undefined where a byte order mark or nothing does. */
export function declaredEncoding(head: Uint8Array): string | undefined {
  if (encodingByMark(head) !== 'utf-8') return undefined
  return /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w:.-]+)["']/.exec(beginning(head))?.[1]
}

function beginning(head: Uint8Array): string {
  const known = head.length <= ENOUGH_BYTES ? head : head.subarray(0, ENOUGH_BYTES)
  return new TextDecoder(encodingByMark(known)).decode(known).trimStart()
}
