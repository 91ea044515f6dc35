import { describe, expect, test } from 'vitest'
import { loadAnalysisTools } from '../../src/analysis/analysisTools.ts'
import { pageFindings } from '../../src/analysis/findings.ts'
import { createPageInHand } from '../../src/analysis/pageInHand.ts'
import { readPage } from '../../src/analysis/readPage.ts'
import { analyserNames, resolveAnalysers } from '../../src/config/analysers.ts'
import type { AnalyserName } from '../../src/types.ts'
import { analysed } from './support/analysed.ts'

const page = `<html lang=en><title>Mill</title><h1>The mill</h1>
  <p>Anna Miller grinds wonderful grain in London. <a href=/a>She loves it.</a></p>`
const keysOf = async (analysers: readonly (AnalyserName | 'default')[]) => {
  const tools = await loadAnalysisTools(resolveAnalysers(analysers))
  const { warnings, ...found } = await analysed(page, {}, { tools })
  expect(warnings).toEqual([])
  return Object.keys(found)
}

describe('what is found on a page', () => {
  test.each([
    ['metadata', ['title', 'description', 'declaredLanguage', 'metadata']],
    ['language', ['language', 'languageConfidence']],
    ['text', ['pageKind', 'excerpt', 'text']],
    ['words', ['words', 'uniqueWords', 'sentences', 'paragraphs', 'lexicalDiversity', 'readingTimeSeconds']],
  ] as const)('by %s stands under its own keys', async (name, keys) => {
    expect(await keysOf([name])).toEqual(keys)
  })

  const grouped: readonly AnalyserName[] = ['metadata', 'language', 'text', 'words']
  test.each(analyserNames.filter((name) => !grouped.includes(name)))(
    'by %s stands under its name',
    async (name) => {
      expect(await keysOf([name])).toEqual([name])
    },
  )

  test('is the same whoever else is on', async () => {
    const tools = await loadAnalysisTools(analyserNames)
    const all = await analysed(page, {}, { tools })
    for (const name of analyserNames) {
      const alone = await analysed(page, {}, { tools: await loadAnalysisTools([name]) })
      expect(all).toMatchObject(alone)
    }
    expect(all).toMatchObject({
      entities: { people: [{ name: 'Anna Miller', count: 1 }] },
      sentiment: { sentences: expect.any(Number) },
      markdown: expect.stringContaining('[She loves it.](https://mill.example/a)'),
    })
  })

  test('is nothing but warnings where all analysers are off', async () => {
    expect(await keysOf([])).toEqual([])
  })
})

test('what is off is not even looked for', async () => {
  const tools = await loadAnalysisTools(['headings'])
  expect(tools).toMatchObject({ detectLanguage: null, writeMarkdown: null, findEntities: null })
  const inHand = createPageInHand(
    { read: readPage({ text: page, kind: 'html' }), kind: 'html', url: '' },
    tools,
  )
  const asked: string[] = []
  const watched = new Proxy(inHand, {
    get(target, key, receiver) {
      if (typeof key === 'string') asked.push(key)
      return Reflect.get(target, key, receiver)
    },
  })
  expect(pageFindings(watched)).toEqual({ headings: [{ level: 1, text: 'The mill' }] })
  expect(new Set(asked)).toEqual(new Set(['tools', 'read']))
})
