import { isomorphicDecode, normalizeEncoding } from '@exodus/bytes/encoding.js'
import { Parser } from 'htmlparser2'

const headBytes = 16_384

/**
 * The encoding that the page's `<meta>` names, or null (WHATWG HTML, "prescan a byte stream", over the
 * first 16 KB, as browsers look further than the 1,024 bytes the standard asks for).
 */
export function metaCharset(body: Uint8Array): string | null {
  const head = isomorphicDecode(body.subarray(0, headBytes))
  // Whichever way it is named, this stands there as it is: references are not read.
  if (!/charset/i.test(head)) return null
  let found: string | null = null
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name !== 'meta' || found !== null) return
        found = namedCharset(attributes)
        if (found !== null) parser.pause()
      },
    },
    // The prescan knows no raw text: a meta inside a script counts, which is how xmlMode reads it.
    {
      xmlMode: true,
      lowerCaseTags: true,
      lowerCaseAttributeNames: true,
      decodeEntities: false,
    },
  )
  parser.write(head)
  return found
}

function namedCharset(attributes: Readonly<Record<string, string>>): string | null {
  const label = attributes.charset ?? pragmaLabel(attributes)
  const encoding = label === null ? null : normalizeEncoding(label)
  // The bytes of this tag were read as ASCII, so they cannot be what they say.
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return 'utf-8'
  return encoding === 'x-user-defined' ? 'windows-1252' : encoding
}

const charsetInContent =
  /charset[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^"'\t\n\f\r ;][^\t\n\f\r ;]*))/i

function pragmaLabel(attributes: Readonly<Record<string, string>>): string | null {
  if (attributes['http-equiv']?.toLowerCase() !== 'content-type') return null
  const [, doubleQuoted, singleQuoted, bare] = charsetInContent.exec(attributes.content ?? '') ?? []
  return doubleQuoted ?? singleQuoted ?? bare ?? null
}
