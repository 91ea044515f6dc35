import type { Emphasis, InlineCode, Link, PhrasingContent, Strong } from 'mdast'
import type { Element } from '../markup/pageTree.ts'

/** What an inline element says of the text in it. */
export interface Mark {
  readonly element: Element
  readonly kind: 'strong' | 'emphasis' | 'link' | 'code'
  /** Of a link. */
  readonly url: string
}

/**
 * Of what stands in one mark. The serialiser hands all of them to a function at once, which takes so many and not many more: then one piece
 * stands outside, and the mark begins anew.
 */
const maxPieces = 5000

type Marked = Strong | Emphasis | Link | InlineCode

export interface Phrasing {
  /** White space between what was added and what comes next. */
  space(): void
  /** The next text begins on a new line. */
  lineBreak(): void
  text(text: string, marks: readonly Mark[]): void
  image(url: string, alt: string, marks: readonly Mark[]): void
  /** Everything added since the last call. */
  take(): PhrasingContent[]
}

/**
 * Builds the content of one paragraph after the other. White space is collapsed and stands outside of marks, since
 * Markdown knows no emphasis that begins or ends with it; a mark goes on for as long as one element does.
 */
export function createPhrasing(): Phrasing {
  let content: PhrasingContent[] = []
  let open: { mark: Mark; node: Marked }[] = []
  /** Those in the outermost mark that is open. */
  let pieces = 0
  let isSpacePending = false
  let isBreakPending = false

  function separate(): void {
    if (content.length > 0 && (isBreakPending || isSpacePending)) {
      if (isBreakPending && open.at(-1)?.node.type !== 'inlineCode') inside().push({ type: 'break' })
      else append(' ')
    }
    isBreakPending = false
    isSpacePending = false
  }

  function inside(): PhrasingContent[] {
    const innermost = open.at(-1)?.node
    return innermost === undefined || innermost.type === 'inlineCode' ? content : innermost.children
  }

  function append(text: string): void {
    const innermost = open.at(-1)?.node
    if (innermost?.type === 'inlineCode') innermost.value += text
    else inside().push({ type: 'text', value: text })
  }

  /** Leaves the marks that have ended and opens those that begin, white space between the two. */
  function enterMarks(marks: readonly Mark[]): void {
    const kept = pieces < maxPieces ? marks : []
    let shared = 0
    while (shared < open.length && open[shared]?.mark === kept[shared]) shared++
    open = open.slice(0, shared)
    pieces = open.length === 0 ? 1 : pieces + 1
    separate()
    for (const mark of kept.slice(shared)) {
      const node = markedNode(mark)
      inside().push(node)
      open.push({ mark, node })
    }
  }

  return {
    space(): void {
      isSpacePending = true
    },
    lineBreak(): void {
      isBreakPending = true
    },
    text(text, marks): void {
      const trimmed = text.trim()
      if (trimmed === '' || !text.startsWith(trimmed)) isSpacePending = true
      if (trimmed === '') return
      enterMarks(inOrder(marks))
      append(trimmed.replace(/\s+/g, ' '))
      isSpacePending = !text.endsWith(trimmed)
    },
    image(url, alt, marks): void {
      enterMarks(marks.filter(({ kind }) => kind !== 'code'))
      inside().push({ type: 'image', url, alt })
    },
    take(): PhrasingContent[] {
      const taken = content
      content = []
      open = []
      isSpacePending = false
      isBreakPending = false
      return taken
    },
  }
}

/** Nothing stands in code. */
function inOrder(marks: readonly Mark[]): readonly Mark[] {
  return marks.some(({ kind }) => kind === 'code')
    ? marks.toSorted((one, other) => Number(one.kind === 'code') - Number(other.kind === 'code'))
    : marks
}

function markedNode({ kind, url }: Mark): Marked {
  if (kind === 'code') return { type: 'inlineCode', value: '' }
  return kind === 'link' ? { type: 'link', url, children: [] } : { type: kind, children: [] }
}
