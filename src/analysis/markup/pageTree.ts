/*
 * The tree of a page, as htmlparser2 makes it, in a fifth of the room: few kinds of objects, no arrays of children, no way back, what many
 * elements have in common only once, and attributes as they were read.
 */

/** What nodes with others in them have in common with many. */
export interface Tag<Type extends ParentType = ParentType> {
  readonly type: Type
  /** Of an element, in lower case where it is one of HTML; else empty. */
  readonly name: string
  /** The bits of `attributeMarks` that stand for attributes it has. */
  readonly marks: number
}

export type ElementType = 'tag' | 'script' | 'style'
type ParentType = 'root' | 'cdata' | ElementType

/** A node with others in it. */
export class TreeParent<Type extends ParentType> {
  readonly tag: Tag<Type>
  /** Each name of an attribute, and its value after it; of those with one name only the first. */
  readonly attributes: readonly string[]
  parent: ParentNode | null
  next: ChildNode | null
  /** Its first child. */
  first: ChildNode | null

  // Assignments: V8 takes several times as long over the definitions that fields of a class are.
  constructor(tag: Tag<Type>, attributes: readonly string[]) {
    this.tag = tag
    this.attributes = attributes
    this.parent = null
    this.next = null
    this.first = null
  }

  get type(): Type {
    return this.tag.type
  }

  /** See `Tag`. */
  get name(): string {
    return this.tag.name
  }

  /** See `Tag`. */
  get marks(): number {
    return this.tag.marks
  }

  /** The value of an attribute, or undefined. Takes a bounded time, however many it has. */
  attribute(name: string): string | undefined {
    const { attributes } = this
    if (attributes.length > maxLooked) return tableOf(attributes).get(name)
    for (let at = 0; at < attributes.length; at += 2) if (attributes[at] === name) return attributes[at + 1]
    return undefined
  }
}

/** Names and values that are looked through one by one. Longer lists than this are those of hostile pages. */
const maxLooked = 64
const tables = new WeakMap<readonly string[], ReadonlyMap<string, string>>()

function tableOf(attributes: readonly string[]): ReadonlyMap<string, string> {
  const known = tables.get(attributes)
  if (known !== undefined) return known
  const table = new Map<string, string>()
  for (let at = 0; at < attributes.length; at += 2) table.set(attributes[at] ?? '', attributes[at + 1] ?? '')
  tables.set(attributes, table)
  return table
}

/** Characters: next to elements there are most of these. */
export class TreeText {
  data: string
  parent: ParentNode | null
  next: ChildNode | null

  constructor(data: string) {
    this.data = data
    this.parent = null
    this.next = null
  }

  get type(): 'text' {
    return 'text'
  }
}

/** What else has nothing in it but characters. */
export class TreeMark<Type extends 'comment' | 'directive'> {
  readonly type: Type
  readonly data: string
  parent: ParentNode | null
  next: ChildNode | null

  constructor(type: Type, data: string) {
    this.type = type
    this.data = data
    this.parent = null
    this.next = null
  }
}

export type Document = TreeParent<'root'>
export type Element = TreeParent<ElementType>
export type Cdata = TreeParent<'cdata'>
export type Text = TreeText
export type Comment = TreeMark<'comment'>
/** A document type or a processing instruction, from its `!` or `?` on. */
export type Directive = TreeMark<'directive'>

export type ParentNode = Document | Element | Cdata
export type ChildNode = Element | Cdata | Text | Comment | Directive

/** The attributes of whatever has none. */
export const noAttributes: readonly string[] = []

export function createDocument(): Document {
  return new TreeParent({ type: 'root', name: '', marks: 0 }, noAttributes)
}

export function createElement(name: string): Element {
  return new TreeParent<ElementType>({ type: 'tag', name, marks: 0 }, noAttributes)
}

export function createCdata(): Cdata {
  return new TreeParent({ type: 'cdata', name: '', marks: 0 }, noAttributes)
}

export function createText(data: string): Text {
  return new TreeText(data)
}

export function isElement(node: ParentNode | ChildNode): node is Element {
  const { type } = node
  return type === 'tag' || type === 'script' || type === 'style'
}

export function isText(node: ParentNode | ChildNode): node is Text {
  return node.type === 'text'
}

export function isParent(node: ParentNode | ChildNode): node is ParentNode {
  const { type } = node
  return type !== 'text' && type !== 'comment' && type !== 'directive'
}

/** The first node in another; null where there is none. */
export function firstIn(node: ChildNode): ChildNode | null {
  return isParent(node) ? node.first : null
}

/** Puts a node into another, behind its last one. */
export function append(parent: ParentNode, last: ChildNode | null, node: ChildNode): void {
  node.parent = parent
  if (last === null) parent.first = node
  else last.next = node
}

/** Puts these nodes in the place of all that is in another. */
export function fill(parent: ParentNode, nodes: readonly ChildNode[]): void {
  parent.first = null
  let last: ChildNode | null = null
  for (const node of nodes) {
    append(parent, last, node)
    last = node
  }
}

/** The nodes directly in another, at most `limit`. */
export function childrenOf(parent: ParentNode, limit = Number.POSITIVE_INFINITY): ChildNode[] {
  const children: ChildNode[] = []
  for (let child = parent.first; child !== null && children.length < limit; child = child.next)
    children.push(child)
  return children
}

/** The characters directly in another, those of CDATA sections included. */
export function textIn(parent: ParentNode): string {
  let text = ''
  for (let child = parent.first; child !== null; child = child.next) {
    if (isText(child)) text += child.data
    else if (child.type === 'cdata') text += textIn(child)
  }
  return text
}
