import type { DocumentKind } from '../documentKind.ts'
import type { ElementName } from './elementName.ts'
import { noAttributes } from './pageTree.ts'
import type { MarkupSink, StartTag } from './scanMarkup.ts'
import type { TreeBuilder } from './treeBuilder.ts'

/** Looking for the element that an end tag ends makes deep nesting quadratic, so past this depth a fresh one reads on. */
const maxOpen = 1024
/** Likewise for foreign elements that close themselves (`<svg/>`), which are never counted as closed. */
const maxOpenForeign = 4096

/**
 * Makes a tree of what is found in a markup: which elements end where their end tags are missing and which tags close
 * themselves, by the rules of htmlparser2's parser. Asks to stop where too many elements are open.
 */
export function createNesting(kind: DocumentKind, tree: TreeBuilder): MarkupSink {
  const isXml = kind === 'xml'
  const maySelfClose = kind !== 'html'
  /** The open elements, the innermost one last. */
  const open: ElementName[] = []
  const isForeign: boolean[] = [isXml]
  let depth = 0
  let openForeign = 0

  function closeElement(element: ElementName, isImplied: boolean): void {
    depth--
    if (!isImplied && element.nesting?.content) openForeign--
    tree.close()
  }

  function closeTo(length: number): void {
    while (open.length > length) closeElement(open.pop() as ElementName, open.length > length)
  }

  function openElement(element: ElementName, tag: StartTag | null): void {
    const { nesting } = element
    if (nesting === undefined) open.push(element)
    else openSpecial(element, nesting)
    tree.open(element, tag?.attributes() ?? noAttributes, tag?.marks() ?? 0)
    depth++
  }

  function openSpecial(element: ElementName, { ends, isVoid, content }: NonNullable<ElementName['nesting']>) {
    if (ends !== null) {
      let last = open.at(-1)
      while (last !== undefined && ends.has(last.name)) {
        open.pop()
        closeElement(last, true)
        last = open.at(-1)
      }
    }
    if (!isVoid) open.push(element)
    if (content !== null) {
      isForeign.push(content === 'foreign')
      openForeign++
    }
  }

  /** An end tag without a start that is an element none the less: `</p>` and `</br>`. */
  function addEmpty(element: ElementName): void {
    openElement(element, null)
    if (element.nesting?.isVoid) closeElement(element, true)
    else if (open.at(-1) === element) closeTo(open.length - 1)
  }

  return {
    text: tree.text,
    comment: tree.comment,
    cdata: tree.cdata,
    startTag(element, tag) {
      openElement(element, tag)
      const isTooDeep = depth >= maxOpen || openForeign >= maxOpenForeign
      if (element.nesting?.isVoid) closeElement(element, true)
      if (tag.closesItself() && (maySelfClose || isForeign.at(-1)) && open.at(-1) === element) {
        open.pop()
        closeElement(element, true)
      }
      return isTooDeep && element.rawText === null
    },
    endTag(element) {
      const { nesting, name } = element
      if (nesting?.content) isForeign.pop()
      if (nesting?.isVoid) {
        if (name === 'br') addEmpty(element)
        return
      }
      const place = open.lastIndexOf(element)
      if (place !== -1) closeTo(place)
      else if (name === 'p' && !isXml) addEmpty(element)
    },
    instruction(mark, content) {
      tree.directive(mark + content)
    },
  }
}
