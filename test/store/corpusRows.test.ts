import { expect, onTestFinished, test } from 'vitest'
import { createCorpusRows } from '../../src/store/corpusRows.ts'
import type { Store } from '../../src/store/createStore.ts'
import { openDatabase, type StateDatabase } from '../../src/store/database.ts'
import type { CorpusRow } from '../../src/types.ts'
import { failedResult, okResult, openStore, pageEntry } from '../support/store.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const bytes = (...numbers: number[]) => new Uint8Array(Uint32Array.from(numbers).buffer)
const compared = (words: number, language: string) =>
  okResult({
    words,
    language,
    features: {
      facts: '{"title":"Mill","textHash":"ab","textChars":9,"authors":[],"finalHash":7}',
      terms: '["mill",2,"\\"quoted\\"",1]',
      bands: bytes(1, 2),
      paragraphs: bytes(3),
      links: new Uint8Array(new Float64Array([4, 5]).buffer),
    },
  })

function finish(store: Store, result: ReturnType<typeof compared>): void {
  const [page] = store.queue.take('a.example', 1)
  if (page !== undefined) store.queue.finish(page, result, [])
}

/** Of each row what a walk may ask for. */
const seen = (rows: Iterable<readonly CorpusRow[]>) =>
  [...rows]
    .flat()
    .map((row) =>
      row.status === 'ok'
        ? [row.index, row.words, row.language, row.finalHash, row.features.title, row.features.terms]
        : [row.index, row.status],
    )

test('the rows are the same each time they are read, and another when a result has come', async () => {
  const at = await temporaryFolder()
  const store = await openStore(at('state'))
  store.add(['1', '2', '3', '4'].map((name) => pageEntry(`https://a.example/${name}`)))
  finish(store, compared(5, 'en'))
  finish(store, failedResult('no answer'))
  store.commit()
  const terms = [
    { term: 'mill', count: 2 },
    { term: '"quoted"', count: 1 },
  ]
  const first = [
    [0, 5, 'en', 7, 'Mill', terms],
    [1, 'failed'],
  ]
  for (let walk = 0; walk < 3; walk++) expect(seen(store.corpus.rows(['facts', 'terms']))).toEqual(first)

  finish(store, compared(6, 'de'))
  store.commit()
  const later = [...first, [2, 6, 'de', 7, 'Mill', terms]]
  for (let walk = 0; walk < 2; walk++) expect(seen(store.corpus.rows(['facts', 'terms']))).toEqual(later)
})

test('the numbers of a row are those that were stored, where they were asked for', async () => {
  const at = await temporaryFolder()
  const store = await openStore(at('state'))
  store.add([pageEntry('https://a.example/')])
  finish(store, compared(5, 'en'))
  const [row] = [...store.corpus.rows(['bands', 'paragraphs', 'links'])].flat()
  const features = row?.status === 'ok' ? row.features : undefined
  expect(features?.bands).toEqual(Uint32Array.of(1, 2))
  expect(features?.paragraphs).toEqual(Uint32Array.of(3))
  expect(features?.links).toEqual(Float64Array.of(4, 5))
  expect(() => features?.terms).toThrow('without terms')
})

test('a walk reads the entries in their order, however many results there are', async () => {
  const at = await temporaryFolder()
  const store = await openStore(at('state'))
  store.commit()
  const database = openDatabase(at('state'))
  onTestFinished(() => database.close())
  const prepared: string[] = []
  const noting: StateDatabase = {
    ...database,
    prepare(sql) {
      prepared.push(sql)
      return database.prepare(sql)
    },
  }
  const rows = createCorpusRows(noting, store.run.id, 'key')
  for (let walk = 0; walk < 2; walk++) expect([...rows.rows(['facts', 'terms'])]).toEqual([])
  const walks = prepared.filter((sql) => sql.includes('ORDER BY e.idx'))
  expect(walks).toHaveLength(2)
  for (const sql of walks) {
    const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(-1).map(String)
    expect(steps[0]).toContain('SEARCH e USING INTEGER PRIMARY KEY (rowid>?)')
    expect(steps.join('\n')).not.toContain('TEMP B-TREE')
  }
})
