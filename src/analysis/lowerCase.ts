/** The same as `toLowerCase`, which makes a new string in the slow way of ICU where a page has a single character beyond Latin-1. */
export function lowerCase(word: string): string {
  return isLowerAscii(word) ? word : word.toLowerCase()
}

/** Nearly every word is. */
function isLowerAscii(word: string): boolean {
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at)
    if (code > 0x7f || (code >= 0x41 && code <= 0x5a)) return false
  }
  return true
}
