import { wholeCharacters } from '../wholeCharacters.ts'

const maxChars = 300

/** The first of these paragraphs that reads like a sentence, cut at a word; null when there is no text. */
export function excerpt(paragraphs: readonly string[]): string | null {
  const prose =
    paragraphs.find((text) => text.length >= 60 && /[.!?。！？…]/.test(text)) ??
    paragraphs.find((text) => /[.!?。！？…]$/.test(text))
  const chosen = (prose ?? paragraphs[0])?.replace(/\s+/g, ' ').trim() ?? ''
  if (chosen === '') return null
  if (chosen.length <= maxChars) return chosen
  const cut = wholeCharacters(chosen, maxChars)
  const end = cut.lastIndexOf(' ')
  return `${(end > maxChars / 2 ? cut.slice(0, end) : cut).toWellFormed().replace(/[\s,;:]+$/, '')}…`
}
