import {
  createOutputs,
  type OutputEnding,
  type Outputs,
  type OutputsOptions,
} from '../../src/output/createOutputs.ts'
import type { Corpus, CorpusPage, JsonObject, RunInfo, ScrapeSummary } from '../../src/types.ts'

export const summary: ScrapeSummary = {
  pages: 4,
  ok: 1,
  failed: 2,
  skipped: 1,
  bytes: 1256,
  words: 28,
  byStatusCode: { 200: 1 },
  byFailure: { 'invalid-url': 1, timeout: 1 },
  byHost: { 'a.example': 3 },
  byLanguage: { en: 1 },
  changes: { new: 1, unchanged: 0, cosmetic: 0, changed: 0, gone: 0, removed: 0 },
}
export const run = { version: '1.2.3', startedAt: '2026-11-02T03:00:00.000Z' } as RunInfo

/** A row that is ok, with what a page of it has that is special. */
export function okRow(index: number, analysis: JsonObject = {}): JsonObject {
  return {
    index,
    url: `https://a.example/${index}`,
    status: 'ok',
    finalUrl: `https://a.example/${index}`,
    http: { statusCode: 200, contentType: 'text/html', charset: 'utf-8', bytes: 1256, redirects: [] },
    analysis: { title: `Page ${index}`, language: 'en', words: 28, warnings: [], ...analysis },
  }
}

export function failedRow(index: number, url: string, more: JsonObject = {}): JsonObject {
  const failure = { stage: 'fetch', code: 'timeout', message: 'No answer within 30 s.', attempts: 4 }
  return { index, url, ...more, status: 'failed', failure }
}

export function invalidRow(index: number, url: string): JsonObject {
  const failure = { stage: 'source', code: 'invalid-url', message: 'not a URL', attempts: 0 }
  return { index, url, status: 'failed', failure }
}

/** The end of a run with these rows, two at a time. */
export function endingOf(rows: readonly JsonObject[], overrides: Partial<OutputEnding> = {}): OutputEnding {
  const partial = new Set<string>()
  return {
    summary,
    run,
    corpus: null,
    *pages() {
      for (let at = 0; at < rows.length; at += 2)
        yield rows.slice(at, at + 2).map((row) => JSON.stringify(row))
    },
    graphPieces: null,
    unfinishedLines: () => [],
    isInterrupted: false,
    partialFiles: { has: (path) => partial.has(path), add: (path) => partial.add(path) },
    ...overrides,
  }
}

export function outputsOf(files: string[], overrides: Partial<OutputsOptions> = {}): Promise<Outputs> {
  return createOutputs({
    files,
    format: 'jsonl',
    fields: [],
    failed: null,
    graph: null,
    writeStdout: async () => {},
    onClosedPipe: () => {},
    onError: () => {},
    onRoom: () => {},
    ...overrides,
  })
}

/** Writes the rows to these files as a run does that is over at once. */
export async function written(
  files: string[],
  rows: readonly JsonObject[],
  { ending = {}, ...options }: Partial<OutputsOptions> & { ending?: Partial<OutputEnding> } = {},
): Promise<string[]> {
  await using outputs = await outputsOf(files, options)
  return await outputs.finish(endingOf(rows, ending))
}

/** What a corpus has of a page. */
export function corpusPage(index: number, overrides: Partial<CorpusPage> = {}): CorpusPage {
  return {
    index,
    keywords: [{ term: 'mill', score: 2.5 }],
    nearest: [],
    links: { in: 1, out: 2, rank: 0.25 },
    ...overrides,
  }
}

export function corpusOf(overrides: Partial<Corpus> = {}): Corpus {
  const none = { values: [], others: 0, unknown: 0 }
  return {
    terms: [{ term: 'ship', pages: 3, count: 7, tfIdf: 0.5 }],
    distributions: { languages: none, hosts: none, kinds: none, authors: none, published: none },
    percentiles: {} as Corpus['percentiles'],
    boilerplate: [],
    nearDuplicates: [{ canonical: 0, pages: [0, 1], similarity: 0.93 }],
    softDuplicates: [],
    links: { edges: 0, orphans: [], broken: [], brokenCount: 0 },
    pages: () => [],
    ...overrides,
  }
}
