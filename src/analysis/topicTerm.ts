/** Two letters, with marks, digits and an apostrophe's parts between. Bounded, so that a long run costs no more. */
const twoLetters = /\p{L}[\p{L}\p{M}\p{N}'’ʼ·]{0,30}\p{L}|\p{L}\p{M}/u
const digitsOnly = /^[0-9.,]*$/
const hiraganaOnly = /^[\p{sc=Hiragana}ー]+$/u
const firstHiragana = 0x3041

/**
 * Whether a term can be what a text is about: it has two letters (a letter and a mark will do), and is not
 * all hiragana, in which Japanese writes its grammar.
 */
export function isTopicTerm(term: string): boolean {
  // Most terms tell it at once, and a class of all letters is slow to ask.
  if (term.length > 1 && isAsciiLetter(term.charCodeAt(0)) && isAsciiLetter(term.charCodeAt(1))) return true
  if (digitsOnly.test(term)) return false
  if (!twoLetters.test(term)) return false
  return term.charCodeAt(0) < firstHiragana || !hiraganaOnly.test(term)
}

const isAsciiLetter = (unit: number): boolean => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a
