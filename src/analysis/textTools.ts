import type { Keyword } from '../types.ts'
import { hashedParagraphs } from './features/paragraphHashes.ts'
import { topTerms } from './keywords.ts'
import { stopWords } from './stopWords.ts'
import { tokens } from './tokens.ts'
import { vocabulary } from './vocabulary.ts'
import { words } from './words.ts'

/** How texts are cut where pages are analysed, for whoever must cut one again in the same way. */
export const textTools = {
  wordsOf: words,
  /** The topic terms of a text, as those of a page are found: all of them. */
  termsOf: (text: string, language: string | null): readonly Keyword[] =>
    topTerms(vocabulary(tokens(text)), stopWords(language), Infinity),
  paragraphsOf: hashedParagraphs,
} as const
