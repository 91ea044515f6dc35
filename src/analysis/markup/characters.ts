export const SPACE = 0x20
export const EXCLAMATION_MARK = 0x21
export const DOUBLE_QUOTE = 0x22
export const AMPERSAND = 0x26
export const SINGLE_QUOTE = 0x27
export const DASH = 0x2d
export const SLASH = 0x2f
export const LESS_THAN = 0x3c
export const EQUALS = 0x3d
export const GREATER_THAN = 0x3e
export const QUESTION_MARK = 0x3f
export const OPENING_BRACKET = 0x5b

/** As HTML and XML have it: no vertical tab. False for NaN, which stands after the end. */
export function isSpace(code: number): boolean {
  return code === SPACE || (code <= 0x0d && code >= 0x09 && code !== 0x0b)
}

/** Whether a character ends the name of an element or an attribute. */
export function isNameEnd(code: number): boolean {
  return code === GREATER_THAN || code === SLASH || isSpace(code)
}

export function isLetter(code: number): boolean {
  const lower = code | 0x20
  return lower >= 0x61 && lower <= 0x7a
}

/** The first place from `from` on that is not white space. */
export function placeAfterSpace(markup: string, from: number): number {
  let at = from
  while (isSpace(markup.charCodeAt(at))) at++
  return at
}

/** The first place from `from` on with this character, or the end. */
export function placeOf(markup: string, code: number, from: number): number {
  let at = from
  while (at < markup.length && markup.charCodeAt(at) !== code) at++
  return at
}

/** The first place from `from` on with this character or an ampersand, or the end. */
export function placeOfOrReference(markup: string, code: number, from: number): number {
  let at = from
  while (at < markup.length) {
    const next = markup.charCodeAt(at)
    if (next === code || next === AMPERSAND) break
    at++
  }
  return at
}
