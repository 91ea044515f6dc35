import type { AnalysisWarning } from '../types.ts'
import { isConsentOnly } from './isConsentOnly.ts'
import { isMostlyConcealed } from './mainText/isMostlyConcealed.ts'
import type { NotableElements } from './notableElements.ts'
import type { PageParts } from './pageParts.ts'
import { isPixel } from './structure/images.ts'

/** What is odd about a page: why it has no words to show, if it has none, and whether its tree was cut or its text misread. */
export function warnings(page: PageParts, depthTruncated: boolean, isMisread = false): AnalysisWarning[] {
  const found: AnalysisWarning[] = []
  if (page.measured.shownWords === 0 && !isMostlyConcealed(page.measured)) found.push(emptiness(page))
  else if (isConsentOnly(page.measured)) found.push('consent-only')
  if (depthTruncated) found.push('truncated-depth')
  if (isMisread) found.push('charset-mismatch')
  return found
}

function emptiness({ notable: { frames, iframes, scripts }, structure }: PageParts): AnalysisWarning {
  if (frames.length > 0) return 'frames-only'
  if (scripts.some(isProgram)) return 'script-only'
  if (iframes.length > 0) return 'frames-only'
  return structure.images.some(({ element }) => !isPixel(element)) ? 'images-only' : 'empty'
}

/** A script of another type is data, such as JSON-LD. */
function isProgram(script: NotableElements['scripts'][number]): boolean {
  return /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i.test(
    script.attribute('type')?.trim() ?? '',
  )
}
