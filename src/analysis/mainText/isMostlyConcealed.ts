import type { MeasuredPage } from './measuredPage.ts'

/** Fewer words are a notice or a menu, not a page: there is too little to tell what belongs to what. */
export const fewWords = 50
const manyTimes = 10

/** Whether a page shows next to nothing of its words when it opens: as a rule a script is to show the rest, or an answer to a question. */
export function isMostlyConcealed({
  words,
  shownWords,
}: Pick<MeasuredPage, 'words' | 'shownWords'>): boolean {
  return shownWords < fewWords && words >= Math.max(fewWords, manyTimes * shownWords)
}
