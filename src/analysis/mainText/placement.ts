import { attributeMarks, hasAny } from '../markup/attributeMarks.ts'
import type { Container } from './block.ts'
import type { MeasuredPage } from './measuredPage.ts'

/** Element names in an order in which one threshold tells prose from headings from lists from the rest. */
const nameRanks: ReadonlyMap<string, number> = new Map(
  'p blockquote pre dd h1 h2 h3 h4 h5 h6 figcaption li dt td th tr caption div section article main body header aside nav footer form label button'
    .split(' ')
    .map((name, index): [string, number] => [name, index + 1]),
)
const far = 99

export function nameRank(container: Container | null): number {
  return nameRanks.get(container?.element.name ?? '') ?? 0
}

/** 1 to 6, or 0 for what is no heading. */
export function headingLevel(container: Container | null): number {
  const name = container?.element.name
  if (name === undefined || name.length !== 2 || name[0] !== 'h') return 0
  const level = name.charCodeAt(1) - 48
  return level >= 1 && level <= 6 ? level : 0
}

export interface Nearness {
  /** By container: steps up to one that the top container is in; 0 for the top container and what is in it. */
  readonly stepsToTop: Uint16Array
  /** By container, bits: 1 in a footer, 2 in the main element. */
  readonly inside: Uint8Array
}

/** Where containers stand towards those that matter. */
export function nearness({ containers, top }: MeasuredPage): Nearness {
  const stepsToTop = new Uint16Array(containers.length).fill(far)
  const inside = new Uint8Array(containers.length)
  const roundTop = new Set<Container>()
  for (let up = top; up !== null; up = up.parent) roundTop.add(up)
  for (const container of containers) {
    const { order, parent, element } = container
    const above = parent === null ? 0 : (inside[parent.order] ?? 0)
    const role = hasAny(element, attributeMarks.role) ? element.attribute('role') : undefined
    inside[order] = above | bit(element.name, role)
    if (top !== null) stepsToTop[order] = steps(container)
  }

  function steps(container: Container): number {
    const { parent } = container
    const above = parent === null ? far : (stepsToTop[parent.order] ?? far)
    if (container === top || (parent !== null && above === 0)) return 0
    return roundTop.has(container) ? 1 : Math.min(far, above + 1)
  }

  return { stepsToTop, inside }
}

function bit(name: string, role: string | undefined): number {
  if (name === 'footer' || role === 'contentinfo') return 1
  return name === 'main' || role === 'main' ? 2 : 0
}
