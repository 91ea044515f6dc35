import { Console } from 'node:console'
import { workerData } from 'node:worker_threads'
import { type AnalysisRequest, analysePage } from './analysePage.ts'
import { loadAnalysisTools } from './analysisTools.ts'
import { createCollector } from './createCollector.ts'
import { loadQuery } from './createQuery.ts'
import { maxDataChars } from './dataBudget.ts'
import { loadCustomAnalyser } from './loadCustomAnalyser.ts'
import type { ThreadAnswer, ThreadSettings, ThreadTask } from './threadTask.ts'

/** A page takes room for some twenty times its bytes. */
const COLLECTED_BYTES = 200_000
/** Answers are not held back for longer than that by the pages after theirs. */
const MAX_HELD_MS = 50

// Standard output belongs to the results, whatever a user's module prints.
globalThis.console = new Console(process.stderr, process.stderr)
process.stdout.write = process.stderr.write.bind(process.stderr)

// Whether a thread has it depends on when it was started; a user's module is not to.
Reflect.deleteProperty(globalThis, 'gc')

const settings = workerData as ThreadSettings
const { analysers, comparison, maxHeapMb, module, moduleErrors, selectors } = settings
settings.loadingSince[0] = Date.now()
const maxChars = maxDataChars(maxHeapMb)
const loading = module === null ? undefined : loadCustomAnalyser(module, moduleErrors, maxChars)
// Whoever awaits it hears of a failure; until then it is nobody's unhandled rejection.
loading?.catch(() => {})

const collector = createCollector(COLLECTED_BYTES)

/** Not at the expense of the first page's time. */
const loadingTools = loadAnalysisTools(analysers, comparison)
const loadingQuery = module === null && Object.keys(selectors).length === 0 ? undefined : loadQuery()

/** One task of the pool: answers to its first pages, at least one; the others were not begun. What goes wrong comes back as data: errors lose their class and code on the way out of a thread. */
export default async function runTask({
  requests,
  moduleError,
  progress,
}: ThreadTask): Promise<readonly ThreadAnswer[]> {
  try {
    await Promise.all([loading, loadingTools, loadingQuery])
    const answers: ThreadAnswer[] = []
    const begunAt = Date.now()
    for (const request of requests) {
      progress[0] = Date.now()
      progress[1] = answers.length + 1
      answers.push(await answerTo(request, moduleError))
      if (Date.now() - begunAt > MAX_HELD_MS) break
    }
    return answers
  } catch (error) {
    return [asAnswer(error)]
  }
}

async function answerTo(request: AnalysisRequest, error: string | undefined): Promise<ThreadAnswer> {
  collector.between()
  const customAnalyser = error === undefined ? await loading : () => ({ error })
  const options = { tools: await loadingTools, selectors, customAnalyser, maxDataChars: maxChars }
  try {
    const outcome = await analysePage(request, options)
    collector.worked(outcome.kind === 'analysed' ? outcome.page.bytes : request.body.byteLength)
    return outcome
  } catch (thrown) {
    return asAnswer(thrown)
  }
}

function asAnswer(error: unknown): ThreadAnswer {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  return { kind: 'threw', name, message, stack: stack ?? message }
}
