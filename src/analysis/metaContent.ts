import { textOrNull } from './collapsedText.ts'
import type { Element } from './markup/pageTree.ts'

/** The content of the first `<meta>` that has this name (as `name` or `property`, in any case) and says something. */
export function metaContent(metas: readonly Element[], wanted: string): string | null {
  for (const meta of metas) {
    if (
      meta.attribute('name')?.trim().toLowerCase() !== wanted &&
      meta.attribute('property')?.trim().toLowerCase() !== wanted
    )
      continue
    const content = textOrNull(meta.attribute('content'))
    if (content !== null) return content
  }
  return null
}
