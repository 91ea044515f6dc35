import type { AnalyserName, SourceConfig } from '../types.ts'
import { type EntityFinder, loadEntityFinder } from './entities/loadEntityFinder.ts'
import { createFeatureFinder, type FeatureFinder } from './features/createFeatureFinder.ts'
import { type LanguageDetector, loadLanguageDetector } from './language/loadLanguageDetector.ts'
import { loadMarkdown, type MarkdownWriter } from './markdown/loadMarkdown.ts'
import { loadSentiment, type SentimentRater } from './sentiment/loadSentiment.ts'

/** The analysers that are on, and what they need of libraries; null for what none of them needs. */
export interface AnalysisTools {
  readonly analysers: ReadonlySet<AnalyserName>
  readonly detectLanguage: LanguageDetector | null
  readonly writeMarkdown: MarkdownWriter | null
  readonly findEntities: EntityFinder | null
  readonly rateSentiment: SentimentRater | null
  /** Null where nobody compares pages. */
  readonly findFeatures: FeatureFinder | null
}

const languageUsers: readonly AnalyserName[] = [
  'language',
  'words',
  'readability',
  'keywords',
  'keyPhrases',
  'entities',
  'sentiment',
]

/** How pages are told apart and compared, where they are. */
export type Comparison = Pick<SourceConfig, 'stripParams'> | null

/** Loads what the analysers need and no more: do it once in each thread, before its first page. */
export async function loadAnalysisTools(
  names: readonly AnalyserName[],
  comparison: Comparison = null,
): Promise<AnalysisTools> {
  const needs = (...users: readonly AnalyserName[]) => users.some((name) => names.includes(name))
  return {
    analysers: new Set(names),
    detectLanguage: needs(...languageUsers) ? await loadLanguageDetector() : null,
    writeMarkdown: needs('markdown') ? await loadMarkdown() : null,
    findEntities: needs('entities') ? await loadEntityFinder() : null,
    rateSentiment: needs('sentiment') ? await loadSentiment() : null,
    findFeatures: comparison && createFeatureFinder(comparison),
  }
}
