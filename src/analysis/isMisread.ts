import { isAscii, isUtf8 } from 'node:buffer'

const sampleChars = 262_144
/** Of so many characters beyond ASCII one may be broken: a cut character or a pasted byte. */
const wholePerBroken = 4
/** Fewer characters of another encoding may be valid UTF-8 by chance. */
const fewCharacters = 3

/**
 * Whether a text looks as if its bytes are in another encoding than they were read in, which is what the page declares: they have
 * no character in it, or they are UTF-8.
 */
export function isMisread(body: Uint8Array, encoding: string, text: string): boolean {
  if (encoding !== 'utf-8' && !encoding.startsWith('utf-16') && isUtf8(body) && !isAscii(body)) {
    return multiByteCharacters(body) >= fewCharacters
  }
  if (!text.includes('\ufffd') || isUtf8(body)) return false
  let whole = 0
  let broken = 0
  for (const [character] of text.slice(0, sampleChars).matchAll(/[^\0-\x7f]/gu)) {
    if (character === '\ufffd') broken++
    else whole++
  }
  return wholePerBroken * broken > whole
}

/** Of valid UTF-8, counted until there are enough. */
function multiByteCharacters(body: Uint8Array): number {
  let found = 0
  for (const byte of body) {
    if (byte >= 0xc0) found++
    if (found >= fewCharacters) break
  }
  return found
}
