/** What is put on one line at once: its pieces are in a list. */
const maxPart = 100_000

/** A long text with a single space for each stretch of white space, none at its ends: what is left of two that differ in white space alone. */
export function onOneLine(text: string): string {
  let line = ''
  for (let at = 0; at < text.length; ) {
    const end = endOfPart(text, at + maxPart)
    line += spacedOnce(text.slice(at, end))
    at = end
  }
  return line.trim()
}

/** The first place from `from` on that stands behind no white space, or the end: no stretch of it is cut. */
function endOfPart(text: string, from: number): number {
  let at = from
  while (at < text.length && /\s/.test(text.charAt(at - 1))) at++
  return Math.min(at, text.length)
}

function spacedOnce(text: string): string {
  // Single spaces, most of all white space, stay as they are. A `replace` would give a chain of strings of the engine's own, 64 bytes a match.
  return text.split(/[^\S ]\s*| \s+/).join(' ')
}
