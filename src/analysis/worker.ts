import { Console } from 'node:console'
import { workerData } from 'node:worker_threads'
import { analysePage } from './analysePage.ts'
import { loadLanguageDetector } from './language/loadLanguageDetector.ts'
import { loadCustomAnalyser } from './loadCustomAnalyser.ts'
import type { ThreadAnswer, ThreadSettings, ThreadTask } from './threadTask.ts'

// Standard output belongs to the results, whatever a user's module prints.
globalThis.console = new Console(process.stderr, process.stderr)
process.stdout.write = process.stderr.write.bind(process.stderr)

const { module, selectors } = workerData as ThreadSettings
const loading = module === null ? undefined : loadCustomAnalyser(module)
// Whoever awaits it hears of a failure; until then it is nobody's unhandled rejection.
loading?.catch(() => {})

/** Not at the expense of the first page's time. */
const loadingLanguages = loadLanguageDetector()

/** One task of the pool. What goes wrong comes back as data: errors lose their class and code on the way out of a thread. */
export default async function runTask(task: ThreadTask): Promise<ThreadAnswer> {
  try {
    const customAnalyser = await loading
    await loadingLanguages
    task.startedAt[0] = Date.now()
    if (task.request === undefined) return { kind: 'ready' }
    return await analysePage(task.request, { selectors, ...(customAnalyser && { customAnalyser }) })
  } catch (error) {
    return asAnswer(error)
  }
}

function asAnswer(error: unknown): ThreadAnswer {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  return { kind: 'threw', name, message, stack: stack ?? message }
}
