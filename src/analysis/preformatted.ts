import type { Element, Text } from 'domhandler'
import type { TextBuilder } from './textBuilder.ts'

const preformattedElements: ReadonlySet<string> = new Set(['pre', 'listing', 'xmp', 'plaintext'])

/** Keeps the white space of `<pre>`, without the line end it may begin with and the blanks it ends with. */
export function createPreformatted(builder: TextBuilder) {
  let outermost: { element: Element; mark: number } | null = null

  return {
    enter(element: Element): void {
      if (outermost !== null || !preformattedElements.has(element.name)) return
      outermost = { element, mark: builder.mark() }
    },
    leave(element: unknown): void {
      if (outermost === null || outermost.element !== element) return
      builder.trimSince(outermost.mark)
      outermost = null
    },
    isInside(): boolean {
      return outermost !== null
    },
    add(node: Text): void {
      const isFirst = node.parent === outermost?.element && node.prev === null
      builder.addPreformatted(isFirst ? node.data.replace(/^\r?\n/, '') : node.data)
    },
  }
}
