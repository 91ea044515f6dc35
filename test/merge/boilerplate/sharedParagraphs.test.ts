import { describe, expect, test } from 'vitest'
import { corpusOf, type TestPage } from '../duplicates/support/corpusOf.ts'
import { sharedOf } from './sharedOf.ts'

const footer = 'All of the mills on this site are open to the public on Sundays.'
const own = (i: number | string) => `The story of mill number ${i} is one that nobody else can tell.`
const page = (paragraphs: readonly string[], host = 'a.example'): TestPage => ({
  text: paragraphs.join('\n\n'),
  host,
})
const pages = (count: number, pageAt: (i: number) => TestPage) =>
  Array.from({ length: count }, (_, i) => pageAt(i))

async function shared(
  found: readonly (TestPage | null)[],
  isRepeat: (index: number) => boolean = () => false,
) {
  const corpus = corpusOf(found)
  return { ...(await sharedOf({ ...corpus, isRepeat })), read: corpus.read }
}

describe('boilerplate', () => {
  test('is what at least 4 pages of a host have', async () => {
    const four = pages(4, (i) => page([own(i), footer]))
    expect((await shared([null, ...four])).reported).toEqual([{ host: 'a.example', text: footer, pages: 4 }])
    expect((await shared(four.slice(1))).reported).toEqual([])
  })

  test('is what a fifth of the pages of a host have', async () => {
    const having = (count: number) => pages(50, (i) => page(i < count ? [own(i), footer] : [own(i)]))
    expect((await shared(having(10))).reported).toMatchObject([{ pages: 10 }])
    expect((await shared(having(9))).reported).toEqual([])
  })

  test('is what 100 pages of a large host have', async () => {
    const having = (count: number) => pages(600, (i) => page(i < count ? [own(i), footer] : [own(i)]))
    expect((await shared(having(100))).reported).toMatchObject([{ pages: 100 }])
    expect((await shared(having(99))).reported).toEqual([])
  })

  test('is of one host: what four hosts have on a page each is none', async () => {
    expect((await shared(pages(4, (i) => page([own(i), footer], `${i}.example`)))).reported).toEqual([])
  })

  test('counts the pages with the very same text once', async () => {
    const mirrored = pages(8, () => page([own('one'), own('two')]))
    expect((await shared(mirrored)).reported).toHaveLength(2)
    expect((await shared(mirrored, (index) => index > 0)).reported).toEqual([])
  })

  test('is told in the words of the lowest page that has it, on one line', async () => {
    const found = pages(5, (i) =>
      page([own(i), i === 0 ? own('other') : footer.replaceAll(' ', i === 1 ? '\n' : '  ')]),
    )
    const { reported, read } = await shared(found)
    expect(reported).toEqual([{ host: 'a.example', text: footer, pages: 4 }])
    expect(read).toEqual([1])
  })

  test('comes with what most pages have first, then what begins first', async () => {
    const found = pages(6, (i) => page([own(i), i < 5 ? own('few') : own('x'), own('most'), own('all')]))
    const { reported } = await shared([...pages(6, (i) => page([own(i), own('b')], 'b.example')), ...found])
    expect(reported.map(({ host, pages }) => `${host} ${pages}`)).toEqual([
      ...['b.example 6', 'a.example 6', 'a.example 6', 'a.example 5'],
    ])
  })

  test('is at most 20 paragraphs of a host', async () => {
    const template = Array.from({ length: 30 }, (_, i) => own(`template ${i}`))
    const found = pages(6, (i) => page([own(i), ...template.slice(0, i < 5 ? 30 : 25)]))
    const { reported, all } = await shared(found)
    expect(reported.map(({ pages }) => pages)).toEqual(Array.from({ length: 20 }, () => 6))
    expect(all).toHaveLength(20)
  })

  test('is reported of 1,000 paragraphs in all, and found of more', async () => {
    const template = Array.from({ length: 20 }, (_, i) => own(`template ${i}`))
    const found = pages(4 * 60, (i) => page([own(i), ...template], `${i % 60}.example`))
    const { reported, all } = await shared(found)
    expect(reported).toHaveLength(1000)
    expect(all).toHaveLength(1200)
    expect(all.slice(0, 1000)).toMatchObject(reported)
  })

  test('is none where no text is there to read', async () => {
    const corpus = corpusOf(pages(4, (i) => page([own(i), footer])))
    expect(await sharedOf({ ...corpus, readText: () => null, isRepeat: () => false })).toEqual({
      ...{ all: [], reported: [] },
    })
    expect((await shared([])).all).toEqual([])
  })
})
