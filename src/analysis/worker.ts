import { Console } from 'node:console'
import { workerData } from 'node:worker_threads'
import { analysePage } from './analysePage.ts'
import { loadAnalysisTools } from './analysisTools.ts'
import { loadCustomAnalyser } from './loadCustomAnalyser.ts'
import type { ThreadAnswer, ThreadSettings, ThreadTask } from './threadTask.ts'

// Standard output belongs to the results, whatever a user's module prints.
globalThis.console = new Console(process.stderr, process.stderr)
process.stdout.write = process.stderr.write.bind(process.stderr)

const { analysers, module, moduleErrors, selectors } = workerData as ThreadSettings
const loading = module === null ? undefined : loadCustomAnalyser(module, moduleErrors)
// Whoever awaits it hears of a failure; until then it is nobody's unhandled rejection.
loading?.catch(() => {})

/** Not at the expense of the first page's time. */
const loadingTools = loadAnalysisTools(analysers)

/** One task of the pool. What goes wrong comes back as data: errors lose their class and code on the way out of a thread. */
export default async function runTask(task: ThreadTask): Promise<ThreadAnswer> {
  try {
    const loaded = await loading
    const tools = await loadingTools
    task.startedAt[0] = Date.now()
    const { request, moduleError: error } = task
    if (request === undefined) return { kind: 'ready' }
    const customAnalyser = error === undefined ? loaded : () => ({ error })
    return await analysePage(request, { tools, selectors, ...(customAnalyser && { customAnalyser }) })
  } catch (error) {
    return asAnswer(error)
  }
}

function asAnswer(error: unknown): ThreadAnswer {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  return { kind: 'threw', name, message, stack: stack ?? message }
}
