import type { PhrasingContent, RootContent } from 'mdast'
import type { ChangeCounts, Corpus, RunInfo, ScrapeSummary } from '../../types.ts'
import type { RowResult } from '../row.ts'
import { MAX_CLUSTER_PAGES, type PageSample, shownClusters } from './markdownPages.ts'
import { heading, line, link, list, paragraph, table } from './markdownText.ts'

const MAX_VALUES = 20
const MAX_TERMS = 50

/** How many pages there are, and what became of them. */
export function countParts(summary: ScrapeSummary, run: RunInfo): RootContent[] {
  const { pages, ok, failed, skipped, words, bytes } = summary
  const facts = `Started ${run.startedAt}, textmill ${run.version}.`
  return [
    heading(1, 'Scrape report'),
    paragraph(line(facts)),
    table(
      ['Pages', 'Ok', 'Failed', 'Skipped', 'Words', 'Bytes'],
      [[pages, ok, failed, skipped, words, bytes]],
    ),
    ...changeParts(summary.changes),
    ...countedParts('Hosts', summary.byHost),
    ...countedParts('Languages', summary.byLanguage),
    ...countedParts('Status codes', summary.byStatusCode),
  ]
}

/** Nothing on a first run, where all is new. */
function changeParts(changes: ChangeCounts): RootContent[] {
  const { new: added, unchanged, cosmetic, changed, gone, removed } = changes
  if (unchanged + cosmetic + changed + gone + removed === 0) return []
  return [
    heading(2, 'Since the last run'),
    table(
      ['New', 'Changed', 'Cosmetic', 'Unchanged', 'Gone', 'Removed'],
      [[added, changed, cosmetic, unchanged, gone, removed]],
    ),
  ]
}

function countedParts(title: string, counts: Readonly<Record<string, number>>): RootContent[] {
  const all = Object.entries(counts).sort(([, one], [, other]) => other - one)
  if (all.length === 0) return []
  return [
    heading(2, title),
    table([title, 'Pages'], all.slice(0, MAX_VALUES)),
    ...leftOut(all.length - MAX_VALUES),
  ]
}

/** The failures by their code, with the first URLs of each. */
export function failureParts(summary: ScrapeSummary, { failed }: PageSample): RootContent[] {
  if (failed.size === 0) return []
  const counts = new Map(Object.entries(summary.byFailure))
  const codes = [...failed].sort(([one], [other]) => (one < other ? -1 : 1))
  const parts = codes.flatMap(([code, urls]): RootContent[] => {
    const count = counts.get(code) ?? urls.length
    return [
      heading(3, `${code} (${count})`),
      list(urls.map((url) => [link(url)])),
      ...leftOut(count - urls.length),
    ]
  })
  return [heading(2, 'Failures'), ...parts]
}

/** What the pages have in common. */
export function corpusParts(corpus: Corpus | null, sample: PageSample): RootContent[] {
  if (!corpus) return []
  const terms = corpus.terms.slice(0, MAX_TERMS)
  return [
    ...(terms.length > 0
      ? [
          heading(2, 'Terms'),
          table(
            ['Term', 'Pages', 'Count'],
            terms.map(({ term, pages, count }) => [term, pages, count]),
          ),
        ]
      : []),
    ...duplicateParts(corpus, sample),
  ]
}

function duplicateParts(corpus: Corpus, sample: PageSample): RootContent[] {
  const clusters = shownClusters(corpus)
  if (clusters.length === 0) return []
  const parts = clusters.flatMap(({ pages, similarity }): RootContent[] => [
    paragraph(line(`${pages.length} pages, at least ${Math.round(similarity * 100)} % alike:`)),
    list(pages.slice(0, MAX_CLUSTER_PAGES).map((index) => namedPage(index, sample))),
    ...leftOut(pages.length - MAX_CLUSTER_PAGES),
  ])
  return [heading(2, 'Near duplicates'), ...parts, ...leftOut(corpus.nearDuplicates.length - clusters.length)]
}

function namedPage(index: number, sample: PageSample): PhrasingContent[] {
  const url = sample.urlOf(index)
  return [line(`${index}`), ...(url === undefined ? [] : [{ type: 'text', value: ' ' } as const, link(url)])]
}

/** The first pages, a line each. */
export function pageParts(summary: ScrapeSummary, { pages }: PageSample): RootContent[] {
  if (pages.length === 0) return []
  const rows = pages.map((row) => [row.index, link(row.url), row.status, ...told(row)])
  return [
    heading(2, 'Pages'),
    table(['Index', 'URL', 'Status', 'Title', 'Language', 'Words'], rows),
    ...leftOut(summary.pages - pages.length),
  ]
}

function told(row: RowResult): (string | number)[] {
  switch (row.status) {
    case 'ok':
      return [row.analysis.title ?? '', row.analysis.language ?? '', row.analysis.words ?? 0]
    case 'failed':
      return [row.failure.code, '', '']
    case 'skipped':
      return [row.reason, '', '']
  }
}

/** Nothing is dropped silently. */
function leftOut(count: number): RootContent[] {
  return count > 0 ? [paragraph(line(`… and ${count.toLocaleString('en')} more.`))] : []
}
