import type { PageStory } from '../explainPage.ts'
import type { PageResult } from '../types.ts'

/** A page's life as one line of JSON, with its row but for `index`, `url` and `analysis`, which is large. */
export function storyJson({ page, run, robots, invalid, ...story }: PageStory): string {
  return JSON.stringify({
    ...story,
    invalid: invalid ?? null,
    robots: robots ?? null,
    run: run ?? null,
    page: page === undefined ? null : pageFacts(page),
  })
}

function pageFacts({ result, ...page }: NonNullable<PageStory['page']>): object {
  if (result === null) return { ...page, result }
  const { json, ...facts } = result
  const { analysis: _large, ...row } = JSON.parse(json) as Partial<PageResult & { status: 'ok' }>
  return { ...page, result: { ...facts, row } }
}
