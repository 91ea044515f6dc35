import type { PageResult, ScrapeReport } from '../types.ts'
import { type Column, cellsOf, tableLine } from './demoColumns.ts'
import type { DemoPlan } from './demoPlan.ts'
import type { DemoSite } from './demoSite.ts'

const KEYWORD_CELLS = 23
const PAGE_COLUMNS: readonly Column[] = [
  { cells: 4, align: 'right' },
  { cells: 34 },
  { cells: 5, align: 'right' },
  { cells: 4 },
  { cells: KEYWORD_CELLS },
]
const NOTE_COLUMNS: readonly Column[] = [{ cells: 4, align: 'right' }, { cells: 12 }, { cells: 60 }]
/** How a route fails at first, in few words. */
const FIRST = { unavailable: 'answered 503', cut: 'cut short' }

/** A little of what a run over the site found, in lines of at most 80 cells. `results` may come in any order. */
export function demoSummary(
  plan: DemoPlan,
  { origin, requests }: Pick<DemoSite, 'origin' | 'requests'>,
  results: readonly PageResult[],
): string[] {
  const byLine = new Map(results.map((result) => [withoutOrigin(result.url, origin), result]))
  const shown = plan.shown.flatMap((line) => byLine.get(line) ?? []).flatMap(pageRow)
  const missing = results.filter(({ status }) => status !== 'ok').sort((a, b) => a.index - b.index)
  const again = Object.entries(plan.routes).filter(([path]) => (requests.get(path) ?? 0) > 1)
  return [
    tableLine(PAGE_COLUMNS, ['', 'title', 'words', 'lang', 'keywords']),
    ...shown.map((row) => tableLine(PAGE_COLUMNS, row)),
    ...section(
      'Fetched again after a first failure:',
      again.flatMap(([path, { first }]) => (first === undefined ? [] : [['', FIRST[first], path]])),
    ),
    ...section(
      missing.every((result) => isIntended(plan, result, origin))
        ? 'Without a result, as the site intends:'
        : 'Without a result:',
      missing.map((result) => noteRow(result, origin)),
    ),
  ]
}

/** `31 pages: 27 ok, 3 failed, 1 skipped` */
export function pageCounts({ pages, ok, failed, skipped }: ScrapeReport['summary']): string {
  return `${pages} pages: ${ok} ok, ${failed} failed, ${skipped} skipped`
}

function pageRow(result: PageResult): string[][] {
  if (result.status !== 'ok') return []
  const { title, words = 0, language, keywords = [] } = result.analysis
  const status = String(result.http.redirects[0]?.statusCode ?? result.http.statusCode)
  // After the bar stands the name of the paper, the same on every page.
  const [name = ''] = title?.split(' | ') ?? []
  const terms = keywords.map(({ term }) => term)
  return [[status, name, String(words), language ?? '', whole(terms, KEYWORD_CELLS)]]
}

/** As many of the terms as fit whole, the first one in any case. */
function whole(terms: readonly string[], cells: number): string {
  const [first = '', ...rest] = terms
  return rest.reduce(
    (line, term) => (cellsOf(line) + cellsOf(term) + 2 <= cells ? `${line}, ${term}` : line),
    first,
  )
}

function section(title: string, rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return []
  return ['', title, ...rows.map((row) => tableLine(NOTE_COLUMNS, row))]
}

function isIntended(plan: DemoPlan, result: PageResult, origin: string): boolean {
  return (
    result.status !== 'failed' || plan.failures[withoutOrigin(result.url, origin)] === result.failure.code
  )
}

function noteRow(result: PageResult, origin: string): string[] {
  const line = withoutOrigin(result.url, origin)
  if (result.status === 'failed') return [String(result.failure.statusCode ?? ''), result.failure.code, line]
  return ['', result.status === 'skipped' ? result.reason : '', line]
}

function withoutOrigin(url: string, origin: string): string {
  return url.startsWith(origin) ? url.slice(origin.length) : url
}
