const mark = /[.!?…]+["'”’»)\]]*(?=\s|$)|\n/gu
const abbreviation = /(?:^|[\s(])(?:\p{Lu}|mr|mrs|ms|dr|prof|st|vs|etc|e\.g|i\.e)$/iu
const hasLetter = /\p{L}/u
const space = /\s/

/**
 * The sentences of a text that have a letter in them: up to a full stop before white space, or the end of their line.
 * One of more than so many characters is cut, at a space where there is one. Takes time by the length.
 */
export function ratedSentences(text: string, maxLength: number): string[] {
  const found: string[] = []
  let start = 0
  for (const { 0: end, index } of text.matchAll(mark)) {
    if (end.startsWith('.') && endsNone(text, index, index + end.length)) continue
    addParts(found, text.slice(start, index + end.length), maxLength)
    start = index + end.length
  }
  addParts(found, text.slice(start), maxLength)
  return found
}

/** A point after an initial or a common abbreviation, or before a lower-case letter. */
function endsNone(text: string, start: number, end: number): boolean {
  return (
    /^[^\S\n]\p{Ll}/u.test(text.slice(end, end + 3)) ||
    abbreviation.test(text.slice(Math.max(0, start - 6), start))
  )
}

function addParts(found: string[], sentence: string, maxLength: number): void {
  let start = 0
  while (start < sentence.length) {
    const end = partEnd(sentence, start, maxLength)
    const part = sentence.slice(start, end).trim()
    if (hasLetter.test(part)) found.push(part)
    start = end
  }
}

function partEnd(sentence: string, start: number, maxLength: number): number {
  const end = start + maxLength
  if (end >= sentence.length) return sentence.length
  for (let at = end; at > start + maxLength / 2; at--) if (space.test(sentence.charAt(at))) return at
  return end
}
