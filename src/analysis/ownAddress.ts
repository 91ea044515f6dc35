import { baseUrl } from './baseUrl.ts'
import { canonical } from './canonical.ts'
import { type AnalysisRequest, decodedPage, wholeBody } from './decodePage.ts'
import { isElement } from './markup/pageTree.ts'
import { parsedPage } from './markup/parsedPage.ts'
import { type NotableElements, NotableGatherer } from './notableElements.ts'
import { PageFailure } from './pageFailure.ts'
import { walkTree } from './walkTree.ts'

/** Where the head of a page ends on all but the strangest. */
const HEAD_CHARS = 262_144

/**
 * Where a page says that it is from, for one that comes from nowhere: its canonical URL, else its `<base>`, where they are absolute.
 * Null when it says nothing, or cannot be read.
 */
export function ownAddress(request: AnalysisRequest): string | null {
  const elements = headElements(request)
  if (elements === null) return null
  return (
    [canonical(elements, request.url), baseUrl(elements, request.url)].find(isElsewhere(request.url)) ?? null
  )
}

/** What is relative says nothing of the host. */
function isElsewhere(url: string): (found: string | null) => boolean {
  const { origin } = new URL(url)
  return (found) => found !== null && new URL(found).origin !== origin
}

function headElements(request: AnalysisRequest): NotableElements | null {
  try {
    const { text, kind } = decodedPage(request, wholeBody(request))
    if (kind === 'plain') return null
    const found = new NotableGatherer(kind)
    const enter: Parameters<typeof walkTree>[1]['enter'] = (node) => {
      if (isElement(node)) found.note(node)
      return true
    }
    walkTree(parsedPage(text.slice(0, HEAD_CHARS), kind).root, { enter, leave: () => {} })
    return found.elements()
  } catch (error) {
    if (error instanceof PageFailure) return null
    throw error
  }
}
