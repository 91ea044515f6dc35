import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { structureOf } from './support/structureOf.ts'

const tablesOf = (markup: string) => structureOf(markup).tables
const rowsOf = (markup: string) => tablesOf(`<table>${markup}</table>`).map(({ rows }) => rows)

describe('the tables of the main text', () => {
  test('have a caption and rows of cells on one line', () => {
    expect(
      tablesOf(
        '<table><caption>Our\n<b>flour</b></caption><tr><th>Kind<th>Price</tr><tr><td>Rye<br>flour<td><p>2.10</p><p>a kilo</p></table>',
      ),
    ).toEqual([
      {
        caption: 'Our flour',
        rows: [
          ['Kind', 'Price'],
          ['Rye flour', '2.10 a kilo'],
        ],
      },
    ])
  })

  test('have no caption when the page gives none', () => {
    expect(tablesOf('<table><thead><tr><th>a<th>b<tbody><tr><td>1<td>2</table>')).toEqual([
      {
        caption: null,
        rows: [
          ['a', 'b'],
          ['1', '2'],
        ],
      },
    ])
  })

  test('are not those of the rest of the page', () => {
    const table = (name: string) => `<table><tr><th>${name}<td>1</table>`
    expect(tablesOf(`${table('menu')}<main>${table('flour')}</main>${table('ads')}`)).toEqual([
      { caption: null, rows: [['flour', '1']] },
    ])
  })

  test('have the alt of an image in a cell without text', () => {
    expect(rowsOf('<tr><th>Rye<td><img src=x alt="in stock">')).toEqual([[['Rye', 'in stock']]])
  })

  test('show neither hidden rows nor empty ones', () => {
    expect(rowsOf('<tr><th>a<td>b<tr hidden><td>c<td>d<tr><td><td> </td><tr></tr><tr><td>e<td>f')).toEqual([
      [
        ['a', 'b'],
        ['e', 'f'],
      ],
    ])
  })
})

describe('cells that span', () => {
  test('several columns stand in each', () => {
    expect(rowsOf('<tr><th colspan=2>both<th>c<tr><td>1<td>2<td>3')).toEqual([
      [
        ['both', 'both', 'c'],
        ['1', '2', '3'],
      ],
    ])
  })

  test('several rows stand in each, and move the others aside', () => {
    expect(rowsOf('<tr><th>a<th>b<tr><td rowspan=2>x<td>1<tr><td>2<tr><td>y<td>3')).toEqual([
      [
        ['a', 'b'],
        ['x', '1'],
        ['x', '2'],
        ['y', '3'],
      ],
    ])
    expect(rowsOf('<tr><td>1<td rowspan=2>x<tr><td>2<tr><td>3<td>y')).toEqual([
      [
        ['1', 'x'],
        ['2', 'x'],
        ['3', 'y'],
      ],
    ])
  })

  test('all rows end with their part of the table', () => {
    expect(rowsOf('<tbody><tr><td rowspan=0>x<td>1<tr><td>2<tbody><tr><td>3<td>4')).toEqual([
      [
        ['x', '1'],
        ['x', '2'],
        ['3', '4'],
      ],
    ])
  })

  test('more columns than there are make no new ones', () => {
    expect(rowsOf('<tr><th colspan=1000>all<tr><td>1<td>2')).toEqual([
      [
        ['all', 'all'],
        ['1', '2'],
      ],
    ])
  })

  test('do not make a table explode', () => {
    const markup = '<tr><td rowspan=65534 colspan=1000>a long text<td>x'.repeat(2000)
    const json = JSON.stringify(rowsOf(markup))
    expect(json.length).toBeLessThan(10 * markup.length)
    const tables = '<table><tr><th colspan=1000>a<th>b</table>'.repeat(2000)
    expect(JSON.stringify(tablesOf(tables)).length).toBeLessThan(10 * tables.length)
  })

  test('of any size leave every cell in its row, in order', () => {
    const span = fc.constantFrom(
      '',
      ' colspan=2',
      ' rowspan=2',
      ' rowspan=0',
      ' colspan=3 rowspan=3',
      ' colspan=-1',
      ' rowspan=x',
    )
    fc.assert(
      fc.property(
        fc.array(fc.array(span, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 6 }),
        (rows) => {
          const markup = rows.map(
            (spans, row) => `<tr>${spans.map((s, cell) => `<th${s}>r${row}c${cell}`).join('')}`,
          )
          const found = rowsOf(markup.join(''))[0] ?? []
          rows.forEach((spans, row) => {
            const own = [...new Set(found[row]?.filter((text) => text.startsWith(`r${row}c`)))]
            expect(own).toEqual(spans.map((_, cell) => `r${row}c${cell}`))
          })
        },
      ),
    )
  })
})

describe('what is no table', () => {
  test.each([
    ['says that it only presents', '<table role=presentation><tr><th>a<th>b<tr><td>1<td>2</table>'],
    ['has one cell', '<table><tr><th>a</table>'],
    ['has one column without a header', '<table><tr><td>a<tr><td>b</table>'],
    ['has one row without a header', '<table><tr><td>a<td>b</table>'],
    ['holds parts of a page', '<table><tr><td>menu<td><article>text</article><tr><td>a<td>b</table>'],
    ['holds columns of text', `<table><tr><td>menu<td>${'word '.repeat(300)}<tr><td>a<td>b</table>`],
    ['is empty', '<table></table>'],
  ])('a table that %s', (_why, markup) => {
    expect(tablesOf(markup)).toEqual([])
  })

  test('a table round tables is none, and they are', () => {
    expect(tablesOf('<table><tr><td>menu<td><table><tr><th>a<td>1</table><tr><td>b<td>c</table>')).toEqual([
      { caption: null, rows: [['a', '1']] },
    ])
  })
})
