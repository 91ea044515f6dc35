import type { AnalyserName, AnalysisConfig, AnalysisOutcome } from '../types.ts'
import { type AnalysisRequest, analysePage } from './analysePage.ts'
import { type Comparison, loadAnalysisTools } from './analysisTools.ts'
import { maxDataChars } from './dataBudget.ts'
import { loadCustomAnalyser } from './loadCustomAnalyser.ts'
import { onceMade } from './onceMade.ts'

/** Analysis in the thread that asks for it. */
export interface InlineAnalysis {
  analyse(request: AnalysisRequest): Promise<AnalysisOutcome>
  /** Loads the user's module. Throws an `InputError` where that cannot work. */
  check(): Promise<void>
}

export interface InlineAnalysisOptions
  extends Pick<AnalysisConfig, 'selectors' | 'moduleErrors' | 'maxHeapMb'> {
  readonly analysers: readonly AnalyserName[]
  readonly comparison: Comparison
  /** The path of the user's module. */
  readonly module: string | null
}

export function createInlineAnalysis(options: InlineAnalysisOptions): InlineAnalysis {
  const { analysers, comparison, selectors, module, moduleErrors } = options
  const maxChars = maxDataChars(options.maxHeapMb)
  const customAnalyser = onceMade(async () =>
    module === null ? undefined : loadCustomAnalyser(module, moduleErrors, maxChars),
  )
  const analysisTools = onceMade(() => loadAnalysisTools(analysers, comparison))
  return {
    async analyse(request) {
      const custom = await customAnalyser()
      const tools = await analysisTools()
      const asked = { selectors, maxDataChars: maxChars }
      return await analysePage(request, { tools, ...asked, ...(custom && { customAnalyser: custom }) })
    },
    async check() {
      await customAnalyser()
    },
  }
}
