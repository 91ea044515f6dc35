/**
 * Words a minute of fluent readers, by primary subtag: Trauzettel-Klosinski and Dietz, "Standardized Assessment of
 * Reading Performance: The New International Reading Speed Texts IReST", 2012, table 2.
 */
const wordsPerMinute: ReadonlyMap<string, number> = new Map([
  ['ar', 138],
  ['de', 179],
  ['en', 228],
  ['es', 218],
  ['fi', 161],
  ['fr', 195],
  ['he', 187],
  ['it', 188],
  ['ja', 193],
  ['nl', 202],
  ['pl', 166],
  ['pt', 181],
  ['ru', 184],
  ['sl', 180],
  ['sv', 199],
  ['tr', 166],
  ['zh', 158],
])
/** The mean over the languages of the study. */
const otherWordsPerMinute = 184

/** How long reading so many words takes, in whole seconds, at the pace measured for the language. */
export function readingTimeSeconds(words: number, language: string | null): number {
  return Math.round((words * 60) / (wordsPerMinute.get(language ?? '') ?? otherWordsPerMinute))
}
