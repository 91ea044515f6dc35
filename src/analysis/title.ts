import { metaContent } from './metaContent.ts'
import type { NotableElements } from './notableElements.ts'
import { ownText } from './ownText.ts'

/** The page's title on one line: `<title>`, else Open Graph's; null without one. */
export function title({ title: element, metas }: NotableElements): string | null {
  return ownText(element) ?? metaContent(metas, 'og:title')
}
