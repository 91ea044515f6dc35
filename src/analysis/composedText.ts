/** Places looked at. Between two of them there is room for a run that takes no time worth speaking of. */
const step = 256
/** Below it nothing is combined with what stands before it. */
const firstMark = 0x300
/** Most texts have none of these, and are in NFC as they are. */
const mayCombine = /[\u0300-\uffff]/
/** More than any letter has: a stream of text is safe with 30 (UAX #15, "Stream-Safe Text Format"). At the place there may be half of a pair. */
const manyMarks = /^[\udc00-\udfff]?\p{M}{31}/u
const readUnits = 64

/**
 * The text in Unicode's NFC, unless a letter has marks by the hundred: to put them in order would take a time by the square of their number.
 * Such a text stays as it is.
 */
export function composedText(text: string): string {
  if (!mayCombine.test(text)) return text
  for (let at = 0; at < text.length; at += step) {
    if (text.charCodeAt(at) >= firstMark && manyMarks.test(text.slice(at, at + readUnits))) return text
  }
  return text.normalize('NFC')
}
