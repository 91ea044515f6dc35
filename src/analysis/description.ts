import { metaContent } from './metaContent.ts'
import type { NotableElements } from './notableElements.ts'

/** What the page says about itself in its `description`, else in Open Graph's; null without one. */
export function description({ metas }: NotableElements): string | null {
  return metaContent(metas, 'description') ?? metaContent(metas, 'og:description')
}
