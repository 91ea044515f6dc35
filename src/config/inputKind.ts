/** What an input is by its name: a page by its URL, or a file by its ending. `any` is what only its beginning tells, as of standard input. */
export type InputKind = 'page' | 'table' | 'json' | 'markup' | 'list' | 'any'

const ENDINGS: readonly (readonly [RegExp, InputKind])[] = [
  [/^https?:/i, 'page'],
  [/\.[ct]sv(\.gz)?$/i, 'table'],
  [/\.(jsonl|ndjson)(\.gz)?$/i, 'json'],
  [/\.(xml|rss|atom|rdf)(\.gz)?$/i, 'markup'],
  [/\.txt(\.gz)?$/i, 'list'],
]

export function inputKind(input: string): InputKind {
  return ENDINGS.find(([pattern]) => pattern.test(input))?.[1] ?? 'any'
}
