import { describe, expect, test } from 'vitest'
import { csvTable } from '../../src/source/csvTable.ts'

const web = 'https://a.example/'

describe('the column of the URLs', () => {
  test.each([
    ['is the one called url', ['link', 'URL'], [web, ''], 1],
    ['is called url, even where its first value is wrong', ['url', 'link'], ['htp:/x', web], 0],
    ['is called link, where none is called url', ['x', 'Link', 'website'], [web, web, web], 1],
    [
      'is called website, where the address is a street',
      ['address', 'website'],
      ['12 Main St', 'a.example'],
      1,
    ],
    ['may have an empty first value', ['name', 'href'], ['x', ''], 1],
    ['is the only one whose first value is a web address', ['name', 'page'], ['x', web], 1],
    ['is the only one there is', ['domain'], ['a.example'], 0],
  ])('%s', (_, header, row, urlIndex) => {
    expect(csvTable(header, row, null)).toEqual({ names: header, urlIndex, hasHeader: true })
  })

  test('is not guessed among several', () => {
    expect(csvTable(['page', 'image'], [web, web], null)).toEqual({
      problem: 'no column is known to hold the URLs: name one (its columns are page, image)',
    })
  })
})

describe('a table without a header', () => {
  test.each([
    [['x', web], null, 1],
    [[web, web], 'column2', 1],
    [['a.example'], null, 0],
  ])('%j has columns that are numbered', (row, urlColumn, urlIndex) => {
    expect(csvTable(row, undefined, urlColumn)).toMatchObject({ urlIndex, hasHeader: false })
  })

  test('knows no other names', () => {
    expect(csvTable(['x', web], undefined, 'url')).toEqual({
      problem: 'no column "url" (its columns are column1, column2)',
    })
  })

  test('is no table whose columns are dotted paths', () => {
    expect(csvTable(['url', 'analysis.title'], ['a.example', 'x'], null)).toMatchObject({ hasHeader: true })
  })
})
