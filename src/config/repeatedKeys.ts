import { getNodePath, type Node } from 'jsonc-parser'
import { keyText, type PlacedProblem } from './problem.ts'

/**
 * Every key of a JSON text that its object has already: of two, JSON takes the last without a word. `lineOf` tells in which line an
 * offset lies.
 */
export function repeatedKeys(node: Node, lineOf: (offset: number) => number): PlacedProblem[] {
  const { type, children = [] } = node
  const own = type === 'object' ? repeatedIn(children, lineOf) : []
  return [...own, ...children.flatMap((child) => repeatedKeys(child, lineOf))]
}

function repeatedIn(properties: readonly Node[], lineOf: (offset: number) => number): PlacedProblem[] {
  const firstByName = new Map<unknown, Node>()
  return properties.flatMap((property) => {
    const [name, value] = property.children ?? []
    if (name === undefined || value === undefined) return []
    const first = firstByName.get(name.value)
    firstByName.set(name.value, first ?? name)
    if (first === undefined) return []
    const key = keyText(getNodePath(value))
    const message = `${key} is written twice, here and in line ${lineOf(first.offset)}: leave out one of them`
    return [{ problem: { key, message }, offset: name.offset }]
  })
}
