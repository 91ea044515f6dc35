import type { Heading, Root } from 'mdast'
import type { Element } from '../markup/pageTree.ts'
import { isGutter } from '../structure/codeBlocks.ts'
import { codeLanguage } from '../structure/codeLanguage.ts'
import { codeText } from '../structure/codeText.ts'
import { createResolver } from '../structure/createResolver.ts'
import { imageSource } from '../structure/imageSource.ts'
import { isPixel } from '../structure/images.ts'
import { oneLine } from '../structure/lineText.ts'
import { shortened } from '../structure/shortened.ts'
import { createFlow } from './createFlow.ts'
import { createMarks, maxUrlChars } from './createMarks.ts'
import { createPhrasing } from './createPhrasing.ts'
import { createTableWriter } from './createTableWriter.ts'

export interface TreeWriter {
  enter(element: Element): void
  leave(element: Element): void
  /** Ends a paragraph. */
  boundary(): void
  /** Two of them in a row end a paragraph. */
  lineBreak(): void
  space(): void
  text(text: string): void
  root(): Root
}

/** As documentation marks the links from a heading to itself. */
const selfLinks: ReadonlySet<string> = new Set(['¶', '#', '§', '🔗'])
const maxAltChars = 300

/** Writes a tree of Markdown from the elements and texts that come by in document order. */
export function createTreeWriter(images: ReadonlySet<Element>, base: string): TreeWriter {
  const flow = createFlow()
  const phrasing = createPhrasing()
  const marks = createMarks(base)
  const resolved = createResolver(base)
  const tables = createTableWriter(flow, phrasing)
  let heading: Element | null = null
  let code: { readonly element: Element; isWritten: boolean } | null = null
  let breaks = 0
  let isAfterLink = false

  /** Headings and cells have no blocks in them. */
  const isOnOneLine = (): boolean => heading !== null || tables.isOpen()

  function endParagraph(): void {
    const children = phrasing.take()
    if (children.length > 0) flow.append({ type: 'paragraph', children })
  }

  function endHeading(): void {
    const depth = Number(heading?.name[1]) as Heading['depth']
    heading = null
    const children = phrasing.take()
    if (children.length > 0) flow.append({ type: 'heading', depth, children })
  }

  function addImage(element: Element): void {
    const url = images.has(element) && !isPixel(element) ? imageSource(element, resolved) : null
    if (url === null || url.length > maxUrlChars) return
    const alt = shortened(oneLine(element.attribute('alt') ?? ''), maxAltChars)
    phrasing.image(url, alt, marks.open())
    breaks = 0
  }

  function writeCode(pre: Element): void {
    const value = isGutter(pre) ? '' : codeText(pre)
    if (value !== '') flow.append({ type: 'code', lang: codeLanguage(pre), value })
  }

  function enterBlock(element: Element): void {
    if (/^h[1-6]$/.test(element.name)) {
      if (heading !== null) endHeading()
      if (!tables.isOpen()) heading = element
    } else if (tables.isOpen()) tables.enter(element)
    else if (heading !== null) return
    else if (element.name === 'pre') code ??= { element, isWritten: false }
    else if (element.name === 'table') tables.begin(element)
    else flow.enter(element)
  }

  return {
    enter(element: Element): void {
      if (element.name === 'img') addImage(element)
      else {
        // Links of a row are a space apart, as in the text.
        if (element.name === 'a' && isAfterLink) phrasing.space()
        marks.enter(element, heading !== null)
        enterBlock(element)
      }
    },
    leave(element: Element): void {
      marks.leave(element)
      if (element.name === 'a') isAfterLink = true
      if (element === heading) endHeading()
      else if (element === code?.element) code = null
      else if (tables.isOpen()) tables.leave(element)
      else flow.leave(element)
    },
    boundary(): void {
      if (isOnOneLine()) phrasing.space()
      else endParagraph()
    },
    lineBreak(): void {
      breaks++
      if (isOnOneLine()) phrasing.space()
      else if (breaks > 1) endParagraph()
      else phrasing.lineBreak()
    },
    space: phrasing.space,
    text(text: string): void {
      if (code !== null) {
        if (!code.isWritten) writeCode(code.element)
        code.isWritten = true
        return
      }
      breaks = 0
      isAfterLink = false
      if (heading !== null && selfLinks.has(text.trim())) return
      phrasing.text(text.replaceAll('\u00ad', ''), marks.open())
    },
    root(): Root {
      if (heading !== null) endHeading()
      tables.end()
      endParagraph()
      return flow.root()
    },
  }
}
