/** The lines of a text that are not blank, their white space normalised. */
export function textLines(text: string): string[] {
  return text.split(/[\n\r\u2028\u2029]+/).flatMap((line) => {
    const normalised = normalisedText(line)
    return normalised === '' ? [] : [normalised]
  })
}

/** The text with every run of white space as one space, and none at its ends: what a run compares pages by. */
export function normalisedText(text: string): string {
  // Single spaces, most of all white space, stay as they are.
  return text.replace(/[^\S ]\s*| \s+/g, ' ').trim()
}
