import type { TokenizerCallbacks } from 'htmlparser2'
import type { DocumentKind } from './documentKind.ts'
import { elementNesting } from './elementNesting.ts'
import { createNameReader } from './nameReader.ts'
import type { TreeBuilder } from './treeBuilder.ts'

export interface MarkupReader extends TokenizerCallbacks {
  /** What is left of the markup where the nesting became too deep; null where all of it is read. */
  rest(): string | null
}

/** Looking for the element that an end tag ends makes deep nesting quadratic, so past this depth a fresh reader reads on. */
const maxReaderDepth = 1024
/** Likewise for foreign elements that close themselves (`<svg/>`), which are never counted as closed. */
const maxOpenForeign = 4096

const rawTextElements: ReadonlySet<string> = new Set([
  'script',
  'style',
  'title',
  'textarea',
  'xmp',
  'iframe',
])

const nameEnd = /[\s/]/

/**
 * Makes a tree of what a tokenizer finds in a markup: which elements end where their end tags are missing, which tags close
 * themselves, and which attribute counts, all by the rules of htmlparser2's parser. `onTooDeep` is called where the
 * reading has to stop.
 */
export function createMarkupReader(
  markup: string,
  kind: DocumentKind,
  tree: TreeBuilder,
  onTooDeep: () => void,
): MarkupReader {
  const isXml = kind === 'xml'
  const maySelfClose = kind !== 'html'
  const nameAt = createNameReader(markup, !isXml)
  /** The names of the open elements, the innermost one last. */
  const open: string[] = []
  const isForeign: boolean[] = [isXml]
  let depth = 0
  let openForeign = 0
  let rest: string | null = null
  let name = ''
  let attributes: Record<string, string> = {}
  let attribute = ''
  let value = ''

  const nestingOf = (element: string) => (isXml ? undefined : elementNesting.get(element))

  function closeElement(element: string, isImplied: boolean): void {
    depth--
    if (!isImplied && nestingOf(element)?.content) openForeign--
    tree.close()
  }

  function closeTo(length: number): void {
    while (open.length > length) closeElement(open.pop() as string, open.length > length)
  }

  function openElement(end: number): void {
    const nesting = nestingOf(name)
    if (nesting?.ends) {
      while (open.length > 0 && nesting.ends.has(open[open.length - 1] as string))
        closeElement(open.pop() as string, true)
    }
    if (!nesting?.isVoid) open.push(name)
    if (nesting?.content) {
      isForeign.push(nesting.content === 'foreign')
      openForeign++
    }
    tree.open(name, attributes)
    depth++
    if (depth >= maxReaderDepth || openForeign >= maxOpenForeign) stopAfter(end)
    if (nesting?.isVoid) closeElement(name, true)
  }

  function stopAfter(end: number): void {
    if (rest !== null || rawTextElements.has(name)) return
    rest = markup.slice(end + 1)
    onTooDeep()
  }

  /** An end tag without a start that is an element none the less: `</p>` and `</br>`. */
  function addEmpty(element: string, end: number): void {
    name = element
    attributes = {}
    openElement(end)
    if (open.at(-1) === element) closeTo(open.length - 1)
  }

  function addInstruction(mark: string, start: number, end: number): void {
    const content = markup.slice(start, end)
    const length = content.search(nameEnd)
    const written = length < 0 ? content : content.slice(0, length)
    tree.onprocessinginstruction(mark + (isXml ? written : written.toLowerCase()), mark + content)
  }

  return {
    rest: () => rest,
    onopentagname(start, end) {
      name = nameAt(start, end)
      attributes = {}
    },
    onattribname(start, end) {
      attribute = nameAt(start, end)
    },
    onattribdata(start, end) {
      value += markup.slice(start, end)
    },
    onattribentity(codePoint) {
      value += String.fromCodePoint(codePoint)
    },
    onattribend() {
      if (!Object.hasOwn(attributes, attribute)) attributes[attribute] = value
      value = ''
    },
    onopentagend: openElement,
    onselfclosingtag(end) {
      openElement(end)
      if (!maySelfClose && !isForeign.at(-1)) return
      if (open.at(-1) !== name) return
      open.pop()
      closeElement(name, true)
    },
    onclosetag(start, end) {
      const element = nameAt(start, end)
      const nesting = nestingOf(element)
      if (nesting?.content) isForeign.pop()
      if (nesting?.isVoid) {
        if (element === 'br') addEmpty(element, end)
        return
      }
      const place = open.lastIndexOf(element)
      if (place !== -1) closeTo(place)
      else if (element === 'p' && !isXml) addEmpty(element, end)
    },
    ontext(start, end) {
      tree.ontext(markup.slice(start, end))
    },
    ontextentity(codePoint) {
      tree.ontext(String.fromCodePoint(codePoint))
    },
    oncomment(start, end, markLength) {
      tree.oncomment(markup.slice(start, end - markLength))
    },
    oncdata(start, end, markLength) {
      tree.oncdatastart()
      tree.ontext(markup.slice(start, end - markLength))
      tree.oncdataend()
    },
    ondeclaration: (start, end) => addInstruction('!', start, end),
    onprocessinginstruction: (start, end) => addInstruction('?', start, end),
    onend() {},
  }
}
