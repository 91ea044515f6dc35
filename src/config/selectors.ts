import * as z from 'zod'
import type { SelectorMap } from '../types.ts'
import { jsonIn, row } from './kinds.ts'
import { nameIssue } from './nameIssue.ts'
import type { Row, RowFacts } from './row.ts'

/** Values to take from a page, in the form of cheerio's `extract()` map. A flag gives `name=css`, or the map as JSON. */
export function selectors(facts: RowFacts<SelectorMap>): Row<SelectorMap> {
  return {
    ...row(facts, 'a map from names to a selector, [selector] or {"selector", "value"}'),
    allowedAsText: 'name=selector, or a map as JSON',
    schema,
    fromTexts: (texts) => combined(texts.map(selectorsIn)),
    toText: (value) => (Object.keys(value as SelectorMap).length === 0 ? 'none' : JSON.stringify(value)),
  }
}

const selector = z.string().min(1)

const selectorValue = z.union([
  selector,
  z.strictObject({
    selector,
    get value() {
      return z.union([z.string().min(1), selectorMap]).exactOptional()
    },
  }),
])

const selectorMap: z.ZodType<SelectorMap> = z
  .record(z.string(), z.union([selectorValue, z.tuple([selectorValue])]))
  .meta({ id: 'selectors' })

/** A map of zod's, like most, has no such name: what stands under it would be lost without a word. */
const schema: z.ZodType<SelectorMap> = z.preprocess((written, context) => {
  const path = lostName(written)
  if (path !== undefined) {
    context.addIssue(nameIssue(path, 'cannot stand here: a selector needs another name'))
  }
  return written
}, selectorMap)

function lostName(part: unknown): string[] | undefined {
  if (typeof part !== 'object' || part === null) return undefined
  for (const [name, inner] of Object.entries(part)) {
    if (name === '__proto__') return [name]
    const path = lostName(inner)
    if (path !== undefined) return [name, ...path]
  }
  return undefined
}

function selectorsIn(written: string): unknown {
  if (written.trimStart().startsWith('{')) return jsonIn(written)
  const [, name, css] = /^\s*([^=]+?)\s*=\s*(.+)$/s.exec(written) ?? []
  return name === undefined ? written : { [name]: css }
}

/** One map of all; a text that is none is passed on, to be refused by name. */
function combined(maps: readonly unknown[]): unknown {
  return (
    maps.find((map) => typeof map !== 'object') ??
    Object.fromEntries(maps.flatMap((map) => Object.entries(map ?? {})))
  )
}
