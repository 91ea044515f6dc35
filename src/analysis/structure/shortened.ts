import { wholeCharacters } from '../wholeCharacters.ts'

/** The beginning of a text as `wholeCharacters` has it, without white space where it was cut. */
export function shortened(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : wholeCharacters(text, maxChars).trimEnd()
}
