const { charCodeAt } = String.prototype

/** The text with every run of white space, line ends and no-break spaces included, as one space. */
export function collapsedText(text: string): string {
  return hasLooseSpace(text) ? text.replace(/\s+/g, ' ') : text
}

/** The text collapsed and trimmed, or null when nothing is left. */
export function textOrNull(text: string | undefined): string | null {
  const collapsed = collapsedText(text ?? '')
    .trim()
    .toWellFormed()
  return collapsed === '' ? null : collapsed
}

const space = 0x20
/** The first white space beyond ASCII. */
const noBreakSpace = 0xa0

/** Whether there is white space other than single spaces. Most texts are short, and a regular expression costs more than its look. */
function hasLooseSpace(text: string): boolean {
  const { length } = text
  let before = 0
  for (let at = 0; at < length; at++) {
    const code = charCodeAt.call(text, at)
    if (code === space ? before === space : code < space) return true
    if (code >= noBreakSpace && isSpaceBeyondAscii(code)) return true
    before = code
  }
  return false
}

/** Whether a character is what `\s` stands for. */
export function isWhiteSpace(code: number): boolean {
  if (code < noBreakSpace) return code === space || (code >= 0x09 && code <= 0x0d)
  return isSpaceBeyondAscii(code)
}

/** ECMA-262, 12.2 and 12.3: white space and line ends. */
function isSpaceBeyondAscii(code: number): boolean {
  if (code < 0x1680) return code === noBreakSpace
  if (code < 0x2000) return code === 0x1680
  if (code <= 0x200a || code === 0x2028 || code === 0x2029 || code === 0x202f) return true
  return code === 0x205f || code === 0x3000 || code === 0xfeff
}
