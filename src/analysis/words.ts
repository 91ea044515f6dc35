import { tokens } from './tokens.ts'

/**
 * The words of a text in order: runs of letters, marks and digits, with apostrophes inside (`don't`) and
 * points and commas between digits (`3.14`). Scripts without spaces are cut by ICU's dictionary.
 */
export function words(text: string): readonly string[] {
  const { forms, words } = tokens(text)
  return Array.from(words, (form) => forms[form] ?? '')
}
