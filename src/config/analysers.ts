import type { AnalyserName, AnalysisConfig } from '../types.ts'

/** Every analyser, and whether it is on where the user does not say. */
const isOnByDefault: Readonly<Record<AnalyserName, boolean>> = {
  metadata: true,
  language: true,
  text: true,
  markdown: false,
  words: true,
  readability: true,
  keywords: true,
  keyPhrases: true,
  headings: true,
  links: true,
  images: true,
  tables: true,
  lists: true,
  codeBlocks: true,
  entities: false,
  sentiment: false,
  fingerprint: true,
}

export const analyserNames = Object.keys(isOnByDefault) as [AnalyserName, ...AnalyserName[]]

/** The analysers that `analysis.analysers` picks, each once, in a fixed order; `default` stands for those that are on where the user does not say. */
export function resolveAnalysers(picked: AnalysisConfig['analysers']): readonly AnalyserName[] {
  const isPicked = new Set<string>(picked)
  return analyserNames.filter(
    (name) => isPicked.has(name) || (isPicked.has('default') && isOnByDefault[name]),
  )
}
