import { lexicalDiversity } from './lexicalDiversity.ts'
import { readingTimeSeconds } from './readingTime.ts'
import type { Vocabulary } from './vocabulary.ts'

export interface WordStatistics {
  readonly words: number
  /** Words that differ only in case are one. */
  readonly uniqueWords: number
  /** MTLD; null for fewer than 50 words. */
  readonly lexicalDiversity: number | null
  readonly readingTimeSeconds: number
}

/** The counts that the words of a text give. */
export function wordStatistics({ ids, terms }: Vocabulary, language: string | null): WordStatistics {
  return {
    words: ids.length,
    uniqueWords: terms.length,
    lexicalDiversity: lexicalDiversity(ids, terms.length),
    readingTimeSeconds: readingTimeSeconds(ids.length, language),
  }
}
