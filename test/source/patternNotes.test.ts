import { describe, expect, test } from 'vitest'
import { patternNotes } from '../../src/source/patternNotes.ts'
import { entriesOf } from './entriesOf.ts'

const none = { include: [], exclude: [] }

describe('what is told of patterns', () => {
  test('is how many addresses they leave out', () => {
    expect(patternNotes({ urls: 5, leftOut: 2, unused: none })).toEqual([
      'patterns leave out 2 of 5 addresses',
    ])
    expect(patternNotes({ urls: 1, leftOut: 0, unused: none })).toEqual(['patterns leave out 0 of 1 address'])
  })

  test('is that no page is left', () => {
    expect(patternNotes({ urls: 2, leftOut: 2, unused: none })).toEqual([
      'patterns leave out 2 of 2 addresses: no page is left to ask for',
    ])
  })

  test('is which of them fit nothing, the first few by name', () => {
    const unused = { include: ['/a"'], exclude: Array.from({ length: 7 }, (_, i) => `/${i}`) }
    expect(patternNotes({ urls: 2, leftOut: 0, unused }).slice(1)).toEqual([
      'source.include: no address fits "/a\\""',
      'source.exclude: no address fits "/0", "/1", "/2", "/3", "/4" and 2 more',
    ])
  })

  test('is nothing where no line was an address', () => {
    expect(patternNotes({ urls: 0, leftOut: 0, unused: { include: ['/a'], exclude: [] } })).toEqual([])
  })
})

describe('a list that was read to its end', () => {
  async function told(source: Parameters<typeof entriesOf>[0]['source']): Promise<string[]> {
    const notes: string[] = []
    const inputs = [1, 2, 3].map((page) => `https://a.example/${page}`)
    await entriesOf({ inputs, ...(source && { source }), tell: (note) => notes.push(note) })
    return notes
  }

  test('tells it once, and nothing where there are no patterns', async () => {
    expect(await told({ exclude: ['/1', '/zzz'] })).toEqual([
      'patterns leave out 1 of 3 addresses',
      'source.exclude: no address fits "/zzz"',
    ])
    expect(await told({})).toEqual([])
  })

  test('counts no more than was asked for', async () => {
    expect(await told({ exclude: ['/1'], limit: 1 })).toEqual(['patterns leave out 1 of 2 addresses'])
  })
})
