import type { DocumentKind } from './documentKind.ts'
import type { Element, ParentNode } from './markup/pageTree.ts'

/** A `<meta http-equiv="refresh">` that a browser which runs scripts would obey. */
export interface DeclaredRefresh {
  readonly content: string
  /** The base that stood before it: a later one is too late. */
  readonly base: Element | null
}

/** The elements that analysers ask for, in the order of the page. */
export interface NotableElements {
  /** `<html>`, wherever it is written; in XML the outermost element. */
  readonly root: Element | null
  readonly title: Element | null
  /** The first `<base>` with an `href`. */
  readonly base: Element | null
  readonly metas: readonly Element[]
  readonly refreshes: readonly DeclaredRefresh[]
  /** `<link>` elements with an `href`. */
  readonly links: readonly Element[]
  readonly scripts: readonly Element[]
  readonly frames: readonly Element[]
  readonly iframes: readonly Element[]
  /** Whether anything is written for browsers that run no scripts. */
  readonly hasNoscript: boolean
}

/** Sorts elements as they come by in document order. */
export class NotableGatherer {
  private readonly kind: DocumentKind
  private readonly metas: Element[] = []
  private readonly refreshes: DeclaredRefresh[] = []
  private readonly links: Element[] = []
  private readonly scripts: Element[] = []
  private readonly frames: Element[] = []
  private readonly iframes: Element[] = []
  private root: Element | null = null
  private title: Element | null = null
  private base: Element | null = null
  private hasNoscript = false

  constructor(kind: DocumentKind) {
    this.kind = kind
  }

  note(element: Element): void {
    if (this.kind === 'xml') this.root ??= element
    switch (element.name) {
      case 'script':
        this.scripts.push(element)
        return
      case 'meta':
        this.noteMeta(element)
        return
      case 'link':
        if (element.attribute('href') !== undefined) this.links.push(element)
        return
      case 'iframe':
        this.iframes.push(element)
        return
      case 'noscript':
        this.hasNoscript = true
        return
      case 'frame':
        this.frames.push(element)
        return
      case 'html':
        this.root ??= element
        return
      case 'title':
        if (this.title === null && !isInside(element, drawings)) this.title = element
        return
      case 'base':
        if (element.attribute('href') !== undefined) this.base ??= element
        return
    }
  }

  elements(): NotableElements {
    const { root, title, base, hasNoscript, metas, refreshes, links, scripts, frames, iframes } = this
    return { root, title, base, hasNoscript, metas, refreshes, links, scripts, frames, iframes }
  }

  private noteMeta(element: Element): void {
    this.metas.push(element)
    const content = element.attribute('content')
    if (element.attribute('http-equiv')?.toLowerCase() !== 'refresh' || !content) return
    if (this.kind !== 'xml' && !isInside(element, unheeded)) this.refreshes.push({ content, base: this.base })
  }
}

/** In a drawing a title names a shape. */
const drawings: ReadonlySet<string> = new Set(['svg'])
/** What is written for another kind of browser. */
const unheeded: ReadonlySet<string> = new Set(['noscript', 'noframes', 'noembed'])

function isInside(element: Element, names: ReadonlySet<string>): boolean {
  let ancestor: ParentNode | null = element.parent
  while (ancestor !== null && !names.has(ancestor.name)) ancestor = ancestor.parent
  return ancestor !== null
}
