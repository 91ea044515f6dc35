/** The beginning of a text, at most so many UTF-16 code units, no character cut in two. */
export function shortened(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text
  const isPairCut = (text.codePointAt(maxChars - 1) ?? 0) > 0xffff
  return text.slice(0, isPairCut ? maxChars - 1 : maxChars).trimEnd()
}
