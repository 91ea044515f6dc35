import type { Element } from 'domhandler'
import { textOrNull } from './collapsedText.ts'

/** The content of the first `<meta>` that has this name (as `name` or `property`, in any case) and says something. */
export function metaContent(metas: readonly Element[], wanted: string): string | null {
  for (const { attribs } of metas) {
    if (attribs.name?.trim().toLowerCase() !== wanted && attribs.property?.trim().toLowerCase() !== wanted)
      continue
    const content = textOrNull(attribs.content)
    if (content !== null) return content
  }
  return null
}
