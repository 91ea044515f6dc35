import type { AnalysisWarning } from '../types.ts'
import type { NotableElements } from './notableElements.ts'

/** What is odd about a page: why it has no words, if it has none, and whether its tree was cut. */
export function warnings(page: NotableElements, words: number, depthTruncated: boolean): AnalysisWarning[] {
  const found: AnalysisWarning[] = []
  if (words === 0) found.push(emptiness(page))
  if (depthTruncated) found.push('truncated-depth')
  return found
}

function emptiness({ frames, iframes, scripts }: NotableElements): AnalysisWarning {
  if (frames.length > 0) return 'frames-only'
  if (scripts.some(isProgram)) return 'script-only'
  return iframes.length > 0 ? 'frames-only' : 'empty'
}

/** A script of another type is data, such as JSON-LD. */
function isProgram({ attribs }: NotableElements['scripts'][number]): boolean {
  return /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i.test(attribs.type?.trim() ?? '')
}
