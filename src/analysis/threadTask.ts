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

/** What a thread is given for a page. */
export interface ThreadTask {
  /** Absent to try only whether the thread can work at all. */
  readonly request?: AnalysisRequest
  /** How the user's module took the page's thread down before: then it is left out, and this is its `error`. */
  readonly moduleError?: string
  /** Shared memory: the thread writes the time at which it began, so that waiting for it is not counted. */
  readonly startedAt: Float64Array<SharedArrayBuffer>
}

/** What comes back from a thread. `threw` is an error of ours or of a module that cannot be loaded. */
export type ThreadAnswer =
  | AnalysisOutcome
  | { readonly kind: 'ready' }
  | { readonly kind: 'threw'; readonly name: string; readonly message: string; readonly stack: string }
