/** Controls (C0, DEL, C1), format characters that reorder or hide text, separators of lines, half characters. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu

/** The text with every character that could move the cursor, reorder or hide text written as an escape. */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code <= 0xff
      ? `\\x${hex(code, 2)}`
      : code <= 0xffff
        ? `\\u${hex(code, 4)}`
        : `\\u{${hex(code, 1)}}`
  })
}

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0')
