import { type FormulaName, readabilityFormulas, type TextCounts } from './readabilityFormulas.ts'
import { hasSyllables, syllables } from './syllables.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Values by the names of the formulas, in hundredths. */
export type Readability = Readonly<Partial<Record<FormulaName, number>>>

/** Fewer words give no grade. */
const minWords = 30
const longWord = 6

/**
 * How easy the text is to read, by the formulas made for its language (`readabilityFormulas` names their sources);
 * null for fewer than 30 words, and for a language without any. Syllables are counted by rules of spelling.
 */
export function readability(
  words: Vocabulary,
  sentences: number,
  language: string | null,
): Readability | null {
  if (words.ids.length < minWords || sentences === 0 || language === null) return null
  const formulas = readabilityFormulas(language)
  if (formulas.length === 0) return null
  const counts = textCounts(words, sentences, language)
  const values: Partial<Record<FormulaName, number>> = {}
  for (const [name, formula] of formulas) values[name] = Math.round(formula(counts) * 100) / 100
  return values
}

function textCounts({ terms, counts, ids }: Vocabulary, sentences: number, language: string): TextCounts {
  const sums = {
    words: ids.length,
    sentences,
    characters: 0,
    longWords: 0,
    syllables: 0,
    polysyllables: 0,
    monosyllables: 0,
  }
  const areSyllables = hasSyllables(language)
  for (const [id, term] of terms.entries()) {
    const count = counts[id] ?? 0
    sums.characters += term.length * count
    if (term.length > longWord) sums.longWords += count
    if (!areSyllables) continue
    const inTerm = syllables(term, language)
    sums.syllables += inTerm * count
    if (inTerm >= 3) sums.polysyllables += count
    if (inTerm === 1) sums.monosyllables += count
  }
  return sums
}
