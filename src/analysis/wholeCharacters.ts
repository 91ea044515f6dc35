/** The beginning of a text, at most so many UTF-16 code units, no character cut in two. */
export function wholeCharacters(text: string, maxUnits: number): string {
  if (text.length <= maxUnits) return text
  const isPairCut = (text.codePointAt(maxUnits - 1) ?? 0) > 0xffff
  return text.slice(0, isPairCut ? maxUnits - 1 : maxUnits)
}
