import { type Element, isText } from '../markup/pageTree.ts'
import { addressHints } from './addressHints.ts'
import type { MeasuredPage } from './measuredPage.ts'

const maxHints = 60
const maxDataChars = 100_000

/** What a page says of its own kind, as words: the types of its data, `og:type`, its address, its coarse figures. */
export function pageHints(page: MeasuredPage, url: string | null): string[] {
  const hints = new Set<string>(pageShape(page))
  for (const script of page.declared.scripts.filter(isData))
    for (const type of dataTypes(script)) hints.add(`ld=${type}`)
  for (const meta of page.declared.metas) {
    const content = meta.attribute('content')?.slice(0, 30).toLowerCase() ?? ''
    if (meta.attribute('property') === 'og:type') hints.add(`og=${content}`)
    const generator = meta.attribute('name') === 'generator' ? /^[a-z]+/.exec(content)?.[0] : undefined
    if (generator !== undefined) hints.add(`gen=${generator}`)
  }
  if (url !== null) for (const hint of addressHints(url)) hints.add(hint)
  return [...hints].slice(0, maxHints)
}

function isData(script: Element): boolean {
  return script.attribute('type')?.includes('ld+json') === true
}

function dataTypes({ first }: Element): string[] {
  if (first === null || !isText(first)) return []
  const found: string[] = []
  for (const [, type] of first.data
    .slice(0, maxDataChars)
    .matchAll(/"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"([A-Za-z]{2,30})"/g)) {
    if (type !== undefined) found.push(type.toLowerCase())
    if (found.length >= 200) break
  }
  return found
}

function pageShape({ words, linkWords, proseWords, blocks }: MeasuredPage): string[] {
  const total = Math.max(1, words)
  return [
    `shape:words${Math.min(12, Math.floor(Math.log2(1 + words)))}`,
    `shape:links${Math.floor((10 * linkWords) / total)}`,
    `shape:prose${Math.floor((10 * proseWords) / total)}`,
    `shape:blocks${Math.min(11, Math.floor(Math.log2(1 + blocks.texts.length)))}`,
  ]
}
