import type { Element } from 'domhandler'
import type { Heading } from '../types.ts'
import type { TextBuilder } from './textBuilder.ts'

/**
 * Gathers the headings of the visible text, each on one line, those without text left out. A heading that
 * begins inside another ends it, as in a browser.
 */
export function createHeadings(builder: TextBuilder) {
  const headings: Heading[] = []
  let open: { element: Element; mark: number } | null = null

  function close(): void {
    if (open === null) return
    const text = builder.textSince(open.mark).toWellFormed()
    if (text !== '') headings.push({ level: Number(open.element.name[1]), text })
    open = null
  }

  return {
    enter(element: Element): void {
      if (!/^h[1-6]$/.test(element.name)) return
      close()
      open = { element, mark: builder.mark() }
    },
    leave(element: unknown): void {
      if (open?.element === element) close()
    },
    all(): readonly Heading[] {
      return headings
    },
  }
}
