import type { AnalyserName, AnalysisConfig, AnalysisOutcome, SelectorMap } from '../types.ts'
import type { AnalysisRequest } from './analysePage.ts'
import type { Comparison } from './analysisTools.ts'

/** What a thread is given once, when it starts. */
export interface ThreadSettings {
  readonly analysers: readonly AnalyserName[]
  readonly comparison: Comparison
  readonly selectors: SelectorMap
  /** Absolute path of the user's module. */
  readonly module: string | null
  readonly moduleErrors: AnalysisConfig['moduleErrors']
  readonly maxHeapMb: number
  /** Shared memory: each thread writes the time at which it began to load what it needs. */
  readonly loadingSince: Float64Array<SharedArrayBuffer>
}

/** What a thread is given: a page, or several small ones. */
export interface ThreadTask {
  /** Empty to try only whether the thread can work at all. */
  readonly requests: readonly AnalysisRequest[]
  /** How the user's module took the page's thread down before: then it is left out, and this is its `error`. */
  readonly moduleError?: string
  readonly progress: ThreadProgress
}

/** Shared memory that the thread writes into when it begins a page: the time, milliseconds since 1970, and which of its pages that is, from 1. */
export type ThreadProgress = Float64Array<SharedArrayBuffer>

/** What comes back from a thread for each page. `threw` is an error of ours or of a module that cannot be loaded. */
export type ThreadAnswer =
  | AnalysisOutcome
  | { readonly kind: 'threw'; readonly name: string; readonly message: string; readonly stack: string }
