import type Database from 'libsql'
import { createGiveWay } from '../../config/giveWay.ts'
import type { Corpus } from '../../types.ts'
import { type SqlValue, storable } from './sqlitePages.ts'

type Rows = Iterable<readonly SqlValue[]>

/** Puts what was found over all pages into its tables, giving way to the event loop. */
export async function insertCorpus(
  database: Database.Database,
  corpus: Corpus,
  attempt: <T>(work: () => T) => T,
): Promise<void> {
  const giveWay = createGiveWay()
  for (const [table, rows] of Object.entries(tablesOf(corpus))) {
    let insert: Database.Statement<SqlValue[]> | undefined
    for (const row of rows) {
      insert ??= attempt(() =>
        database.prepare(`INSERT INTO ${table} VALUES (${row.map(() => '?').join(', ')})`),
      )
      attempt(() => insert?.run(...row.map(storable)))
      await giveWay()
    }
  }
}

function tablesOf(corpus: Corpus): Readonly<Record<string, Rows>> {
  return {
    terms: corpus.terms.map(({ term, pages, count, tfIdf }) => [term, pages, count, tfIdf]),
    distributions: distributionRows(corpus),
    percentiles: percentileRows(corpus),
    boilerplate: corpus.boilerplate.map(({ host, text, pages }) => [host, text, pages]),
    near_duplicates: nearDuplicateRows(corpus),
    soft_duplicates: softDuplicateRows(corpus),
    orphans: orphanRows(corpus),
    broken_links: corpus.links.broken.map(({ from, to }) => [from, to]),
  }
}

function* distributionRows({ distributions }: Corpus): Generator<SqlValue[]> {
  for (const [field, { values }] of Object.entries(distributions)) {
    for (const { value, pages } of values) yield [field, value, pages]
  }
}

function* percentileRows({ percentiles }: Corpus): Generator<SqlValue[]> {
  for (const [measure, found] of Object.entries(percentiles)) {
    for (const [percentile, value] of Object.entries(found ?? {})) yield [measure, percentile, value]
  }
}

function* nearDuplicateRows({ nearDuplicates }: Corpus): Generator<SqlValue[]> {
  for (const { canonical, pages, similarity } of nearDuplicates) {
    for (const page of pages) yield [page, canonical, similarity]
  }
}

function* softDuplicateRows({ softDuplicates }: Corpus): Generator<SqlValue[]> {
  for (const { host, pages } of softDuplicates) {
    for (const page of pages) yield [page, pages[0] ?? page, host]
  }
}

function* orphanRows({ links }: Corpus): Generator<SqlValue[]> {
  for (const page of links.orphans) yield [page]
}
