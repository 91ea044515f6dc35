import { type ElementNesting, elementNesting } from './elementNesting.ts'
import type { ElementType } from './pageTree.ts'

/** The name of an element, with what the name alone says of how it is read. A page has one of these a name. */
export interface ElementName {
  readonly name: string
  readonly type: ElementType
  /** Undefined for an ordinary element. */
  readonly nesting: ElementNesting | undefined
  /** What is in it is text up to its end tag, whatever it looks like; in some, references are read. */
  readonly rawText: 'literal' | 'with references' | null
  /** The bits of `attributeMarks` that stand for attributes of the element: a page has another one of these for each set of them. */
  readonly marks: number
}

const rawTexts: ReadonlyMap<string, ElementName['rawText']> = new Map([
  ['script', 'literal'],
  ['style', 'literal'],
  ['textarea', 'literal'],
  ['xmp', 'literal'],
  ['title', 'with references'],
])

/** Of an HTML element, by its name in lower case. */
export function htmlElementName(name: string): ElementName {
  return commonNames.get(name) ?? madeName(name)
}

function madeName(name: string): ElementName {
  return made(name, elementType(name), elementNesting.get(name), rawTexts.get(name) ?? null, 0)
}

/** Of an XML element: all are alike. */
export function xmlElementName(name: string): ElementName {
  return made(name, 'tag', undefined, null, 0)
}

/** The same of elements with attributes that have these bits. */
export function withMarks({ name, type, nesting, rawText }: ElementName, marks: number): ElementName {
  return made(name, type, nesting, rawText, marks)
}

/** In one place, so that the engine takes all of them for one kind of object. */
function made(
  name: string,
  type: ElementType,
  nesting: ElementNesting | undefined,
  rawText: ElementName['rawText'],
  marks: number,
): ElementName {
  return { name, type, nesting, rawText, marks }
}

function elementType(name: string): ElementType {
  return name === 'script' || name === 'style' ? name : 'tag'
}

/** Made once rather than for each page. */
const commonNames: ReadonlyMap<string, ElementName> = new Map(
  [
    ...elementNesting.keys(),
    ...rawTexts.keys(),
    'a',
    'span',
    'strong',
    'b',
    'i',
    'em',
    'path',
    'g',
    'label',
    'noscript',
  ]
    .concat(['html', 'head', 'iframe', 'picture', 'time', 'small', 'sup', 'video', 'use', 'code'])
    .map((name) => [name, madeName(name)]),
)
