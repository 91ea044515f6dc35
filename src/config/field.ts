/** What a row of the result can have at its top; `corpus`, in flat formats alone, is what all pages together tell of it. */
const ROW_KEYS = new Set([
  'index',
  'url',
  'status',
  'change',
  'finalUrl',
  'http',
  'analysis',
  'failure',
  'reason',
  'of',
  'rule',
  'input',
  'fetchedAt',
  'elapsedMs',
  'corpus',
])

/** Why a dotted path (`analysis.title`) can name nothing in a row; undefined where it can. */
export function fieldProblem(path: string): string | undefined {
  const names = path.split('.')
  if (names.includes('')) return 'an empty name between dots'
  const [first = ''] = names
  return ROW_KEYS.has(first) ? undefined : `a row has no ${first}: it has ${[...ROW_KEYS].join(', ')}`
}
