import { attributeMarks, hasAny } from '../markup/attributeMarks.ts'
import type { Element } from '../markup/pageTree.ts'
import { outside } from './block.ts'
import type { MeasuredPage } from './measuredPage.ts'

/** Element names in an order in which one threshold tells prose from headings from lists from the rest. */
const nameRanks: ReadonlyMap<string, number> = new Map(
  'p blockquote pre dd h1 h2 h3 h4 h5 h6 figcaption li dt td th tr caption div section article main body header aside nav footer form label button'
    .split(' ')
    .map((name, index): [string, number] => [name, index + 1]),
)
const far = 99

/** Of the element that a block stands in, as `headingLevel`. */
export function nameRank(element: Element | undefined): number {
  return element === undefined ? 0 : (nameRanks.get(element.name) ?? 0)
}

/** 1 to 6, or 0 for what is no heading. */
export function headingLevel(element: Element | undefined): number {
  const name = element?.name
  if (name === undefined || name.length !== 2 || name[0] !== 'h') return 0
  const level = name.charCodeAt(1) - 48
  return level >= 1 && level <= 6 ? level : 0
}

export interface Nearness {
  /** By container: steps up to one that the top container is in; 0 for the top container and what is in it. */
  readonly stepsToTop: Uint8Array
  /** By container, bits: 1 in a footer, 2 in the main element. */
  readonly inside: Uint8Array
}

/** Where containers stand towards those that matter. */
export function nearness({ containers: { elements, parents }, top }: MeasuredPage): Nearness {
  const stepsToTop = new Uint8Array(elements.length).fill(far)
  const inside = new Uint8Array(elements.length)
  const roundTop = new Set<number>()
  for (let up = top; up !== outside; up = parents[up] as number) roundTop.add(up)
  for (let order = 0; order < elements.length; order++) {
    const element = elements.at(order)
    const above = inside[parents[order] as number] ?? 0
    const role = hasAny(element, attributeMarks.role) ? element.attribute('role') : undefined
    inside[order] = above | bit(element.name, role)
    if (top !== outside) stepsToTop[order] = steps(order)
  }

  function steps(order: number): number {
    const parent = parents[order] as number
    const above = parent === outside ? far : (stepsToTop[parent] as number)
    if (order === top || above === 0) return 0
    return roundTop.has(order) ? 1 : Math.min(far, above + 1)
  }

  return { stepsToTop, inside }
}

function bit(name: string, role: string | undefined): number {
  if (name === 'footer' || role === 'contentinfo') return 1
  return name === 'main' || role === 'main' ? 2 : 0
}
