import { collapsedText } from '../collapsedText.ts'
import { wholeCharacters } from '../wholeCharacters.ts'

const maxChars = 300

/** The first of these paragraphs that reads like a sentence, cut at a word; null when there is no text. */
export function excerpt(paragraphs: Iterable<string>): string | null {
  const chosen = collapsedText(chosenParagraph(paragraphs) ?? '').trim()
  if (chosen === '') return null
  if (chosen.length <= maxChars) return chosen
  const cut = wholeCharacters(chosen, maxChars)
  const end = cut.lastIndexOf(' ')
  return `${(end > maxChars / 2 ? cut.slice(0, end) : cut).toWellFormed().replace(/[\s,;:]+$/, '')}…`
}

function chosenParagraph(paragraphs: Iterable<string>): string | null {
  let first: string | null = null
  let sentence: string | null = null
  for (const text of paragraphs) {
    if (text.length >= 60 && /[.!?。！？…]/.test(text)) return text
    first ??= text
    if (sentence === null && /[.!?。！？…]$/.test(text)) sentence = text
  }
  return sentence ?? first
}
