import { describe, expect, test } from 'vitest'
import { createBoilerplateTerms } from '../../../src/merge/boilerplate/createBoilerplateTerms.ts'
import { createTermTable } from '../../../src/merge/terms/createTermTable.ts'
import type { CorpusRow, Keyword } from '../../../src/types.ts'
import { corpusOf, rowOf } from '../duplicates/support/corpusOf.ts'
import { sharedOf } from './sharedOf.ts'

const footer = 'The mill and the wheel are open, and the mill is free on Sundays.'
const story = 'This is the story of a mill that nobody else could ever have told.'
const terms: Keyword[] = [
  { term: 'mill', count: 3 },
  { term: 'story', count: 2 },
  { term: 'wheel', count: 1 },
]

function okRow(text: string, host = 'a.example', language = 'en'): CorpusRow & { status: 'ok' } {
  const row = rowOf({ text, host, terms }, 0)
  if (row.status !== 'ok') throw new Error('a page with a text is ok')
  return { ...row, language }
}

async function termsOfPages() {
  const texts = [0, 1, 2, 3].map(
    (i) => `Another story ${i}, which is not to be told to the end.\n\n${footer}`,
  )
  const corpus = corpusOf(texts.map((text) => ({ text, host: 'a.example' })))
  const { all } = await sharedOf({ ...corpus, isRepeat: () => false })
  const asked: (string | null)[][] = []
  const boilerplateOf = createBoilerplateTerms(all, (text, language) => {
    asked.push([text, language])
    return [
      { term: 'mill', count: 2 },
      { term: 'wheel', count: 1 },
      { term: 'sundays', count: 1 },
    ]
  })
  /** Those that are left of the page's own. */
  const terms = (row: CorpusRow & { status: 'ok' }): Keyword[] => {
    const table = createTermTable()
    table.read(row.features)
    const less = boilerplateOf(row)
    if (less !== undefined) table.takeAway(less)
    return Array.from({ length: table.length }, (_, at) => ({ term: table.term(at), count: table.count(at) }))
  }
  return { terms, asked }
}

describe('the terms of a page', () => {
  test('are counted without its boilerplate, those that stand nowhere else are none', async () => {
    const { terms: termsOf } = await termsOfPages()
    expect(termsOf(okRow(`${story}\n\n${footer}`))).toEqual([
      { term: 'story', count: 2 },
      { term: 'mill', count: 1 },
    ])
  })

  test('stay as they are on a page without boilerplate, and on another host', async () => {
    const { terms: termsOf } = await termsOfPages()
    expect(termsOf(okRow(story))).toEqual(terms)
    expect(termsOf(okRow(footer, 'b.example'))).toEqual(terms)
  })

  test('of a paragraph are made once a language', async () => {
    const { terms: termsOf, asked } = await termsOfPages()
    for (const language of ['en', 'de', 'en', 'de']) termsOf(okRow(footer, 'a.example', language))
    expect(asked).toEqual([
      [footer, 'en'],
      [footer, 'de'],
    ])
  })
})
