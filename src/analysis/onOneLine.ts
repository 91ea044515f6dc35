/** A long text with a single space for each stretch of white space, none at its ends: what is left of two that differ in white space alone. */
export function onOneLine(text: string): string {
  // Single spaces, most of all white space, stay as they are.
  return text.replace(/[^\S ]\s*| \s+/g, ' ').trim()
}
