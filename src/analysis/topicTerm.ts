/**
 * Two letters, or a letter and a mark. Words have points and commas only between their digits. Bounded, so that a long run costs no more;
 * with every class in it once or twice, for V8 takes longer to compile another than to analyse a page.
 */
const twoLetters = /\p{L}(?:\p{M}|[^.,]{0,30}\p{L})/u
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
