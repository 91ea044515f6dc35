import { isJsonObject, type JsonObject, type JsonValue, listOf } from './json.ts'

/** The things a page's structured data is about, the outermost of each block, in the order of the page. */
export interface LinkedNodes {
  readonly main: readonly JsonObject[]
  /** Every thing with an `@id` and more to it, by that. */
  readonly byId: ReadonlyMap<string, JsonObject>
}

/** Where a block keeps the things it is about. */
const wrappers = ['@graph', 'mainEntity', 'mainEntityOfPage', 'item'] as const

/** Looks through blocks of JSON-LD, which are bounded in depth, and takes each thing once. */
export function linkedNodes(blocks: readonly JsonValue[]): LinkedNodes {
  const main: JsonObject[] = []
  const byId = new Map<string, JsonObject>()

  function gather(value: JsonValue, isMain: boolean): void {
    if (Array.isArray(value)) for (const part of value) gather(part, isMain)
    else if (isJsonObject(value)) gatherObject(value, isMain)
  }

  function gatherObject(node: JsonObject, isMain: boolean): void {
    const id = node['@id']
    const entries = Object.entries(node)
    if (typeof id === 'string' && entries.length > 1 && !byId.has(id)) byId.set(id, node)
    if (isMain && node['@type'] !== undefined) main.push(node)
    for (const [key, part] of entries) gather(part, isMain && isWrapper(key))
  }

  for (const block of blocks) gather(block, true)
  return { main, byId }
}

const isWrapper = (key: string): boolean => wrappers.some((wrapper) => wrapper === key)

/** The types of a thing without the vocabulary they are from. */
export function typesOf(node: JsonObject): readonly string[] {
  return listOf(node['@type']).flatMap((type) =>
    typeof type === 'string' ? (type.split(/[/#:]/).at(-1) ?? type) : [],
  )
}
