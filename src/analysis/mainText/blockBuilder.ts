import { collapsedText } from '../collapsedText.ts'
import { type Element, isElement, type Text } from '../markup/pageTree.ts'
import type { Block, Container } from './block.ts'

type OpenBlock = { -readonly [Key in keyof Block]: Block[Key] } & { readonly nodes: Text[] }

/** What a link to its own heading shows. */
const permalinks: ReadonlySet<string> = new Set(['¶', '#', '§', '🔗', '\u{f0c1}'])

/**
 * Puts the texts of a page together, block by block: runs of white space become one space, and no block begins or ends with
 * white space (but for what is preformatted).
 */
export function createBlockBuilder() {
  const blocks: Block[] = []
  let open: OpenBlock | null = null
  let container: Container | null = null
  let linkDepth = 0
  let preformattedDepth = 0
  let pendingBreaks = 0
  let isSpacePending = false
  let isApart = true
  let isLinkEnd = false

  function end(): void {
    if (open !== null) {
      if (open.isPreformatted) open.text = open.text.trimEnd()
      if (open.text !== '') blocks.push(open)
      open = null
    }
    pendingBreaks = 0
    isSpacePending = false
  }

  function append(node: Text, text: string): void {
    if (open === null) {
      const lead = leadOf(node)
      const isPreformatted = preformattedDepth > 0
      open = { text, container, lead, nodes: [], linkChars: 0, isPreformatted, isApart }
      isApart = false
    } else if (pendingBreaks > 0) open.text += (pendingBreaks === 1 ? '\n' : '\n\n') + text
    else open.text += isSpacePending ? ` ${text}` : text
    open.nodes.push(node)
    if (linkDepth > 0) open.linkChars += text.length
    pendingBreaks = 0
    isSpacePending = false
    isLinkEnd = false
  }

  function leadOf({ parent }: Text): Element | null {
    return parent === null || parent === container?.element || !isElement(parent) ? null : parent
  }

  function addKept(node: Text): void {
    const text = open === null ? node.data.replace(/^\r?\n/, '') : node.data
    if (text !== '') append(node, text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)
  }

  function addCollapsed(node: Text): void {
    const text = node.data
    const trimmed = text.trim()
    if (trimmed === '') {
      isSpacePending ||= text !== ''
      return
    }
    if (text.length === trimmed.length) {
      append(node, collapsedText(trimmed))
      return
    }
    if (!text.startsWith(trimmed)) isSpacePending = true
    append(node, collapsedText(trimmed))
    isSpacePending = !text.endsWith(trimmed)
  }

  return {
    add(node: Text): void {
      if (linkDepth > 0 && node.data.length <= 2 && permalinks.has(node.data)) return
      if (preformattedDepth > 0) addKept(node)
      else addCollapsed(node)
    },
    end,
    /** What comes now stands in this element. */
    moveTo(to: Container | null): void {
      end()
      container = to
    },
    /** A blank line stands before the next block. */
    setApart(): void {
      isApart = true
    },
    addBreak(): void {
      pendingBreaks = Math.min(2, pendingBreaks + 1)
    },
    addSpace(): void {
      isSpacePending = true
    },
    enterLink(): void {
      linkDepth++
      // Menus are rows of links set apart by their style alone; letters after a link belong to its word.
      if (isLinkEnd) isSpacePending = true
    },
    leaveLink(): void {
      linkDepth--
      isLinkEnd = true
    },
    preformatted(change: 1 | -1): void {
      preformattedDepth += change
    },
    position: () => blocks.length,
    blocks(): readonly Block[] {
      end()
      return blocks
    },
  }
}
