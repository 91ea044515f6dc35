import { type Element, textIn } from '../markup/pageTree.ts'
import type { JsonValue } from './json.ts'
import { lenientJson } from './lenientJson.ts'
import { type Budget, plainJson } from './plainJson.ts'

/** Characters of JSON-LD read on one page, and values kept of it. */
const maxChars = 1_000_000
const maxValues = 20_000

/**
 * Every value in the page's `application/ld+json` scripts, in its order; a block that holds a list gives its
 * items. What is left of broken ones is there too.
 */
export function jsonLdBlocks(scripts: readonly Element[]): readonly JsonValue[] {
  const budget: Budget = { values: maxValues }
  const blocks: JsonValue[] = []
  let chars = 0
  for (const script of scripts) {
    if (!isJsonLd(script)) continue
    const text = textIn(script)
    chars += text.length
    if (chars > maxChars || budget.values <= 0) break
    for (const value of lenientJson(text)) blocks.push(...itemsOf(plainJson(value, budget)))
  }
  return blocks
}

function isJsonLd(script: Element): boolean {
  return script.attribute('type')?.trim().toLowerCase().startsWith('application/ld+json') ?? false
}

function itemsOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [value]
}
