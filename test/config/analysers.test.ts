import { describe, expect, test } from 'vitest'
import { analyserNames, resolveAnalysers } from '../../src/config/analysers.ts'
import { resolveOptions } from '../../src/config/resolveOptions.ts'
import { environmentSettings, flagSettings } from '../../src/config/textSettings.ts'
import { ConfigError } from '../../src/errors.ts'

describe('the analysers', () => {
  test('are all but three where nothing is said', () => {
    const { analysers } = resolveOptions({}).analysis
    const off = analyserNames.filter((name) => !resolveAnalysers(analysers).includes(name))
    expect(off).toEqual(['markdown', 'entities', 'sentiment'])
  })

  test('are those that are named, each once, in an order of our own', () => {
    expect(resolveAnalysers(['links', 'headings', 'links'])).toEqual(['headings', 'links'])
    expect(resolveAnalysers([])).toEqual([])
    expect(resolveAnalysers(['default', 'entities'])).toHaveLength(analyserNames.length - 2)
  })

  test.each([
    ['--analysers links,headings', ['links,headings'], ['links', 'headings']],
    ['--analysers links --analysers headings', ['links', 'headings'], ['links', 'headings']],
    ["--analysers ''", [''], ['default']],
    ['--analysers none', ['none'], []],
  ])('are what a flag says: %s', (_line, texts, analysers) => {
    expect(flagSettings(new Map([['analysers', texts]])).get('analysis.analysers')).toEqual(analysers)
  })

  test('are the default where a variable is empty, and none where it says none', () => {
    const said = (text: string) =>
      environmentSettings({ SCRAPER_ANALYSIS_ANALYSERS: text }).get('analysis.analysers')
    expect([said(''), said(' '), said('none'), said('["links"]')]).toEqual([
      undefined,
      ['default'],
      [],
      ['links'],
    ])
  })

  test.each([
    ['link', 'analysis.analysers.0 is "link", which is no analyser; did you mean links?'],
    ['keyphrases', 'did you mean keyPhrases?'],
    ['nonsense', 'which is no analyser; known are default, metadata'],
    ['none,links', '"none", which is no analyser'],
  ])('that are mistyped are told what is meant: %s', (text, message) => {
    expect(() => flagSettings(new Map([['analysers', [text]]]))).toThrow(message)
  })

  test('of another name are an error that names the key, the value and what is allowed', () => {
    const wrong = { analysis: { analysers: ['link'] } } as unknown as Parameters<typeof resolveOptions>[0]
    expect(() => resolveOptions(wrong)).toThrow(ConfigError)
    expect(() => resolveOptions(wrong)).toThrow(/analysis\.analysers.*link.*default, metadata, language/s)
  })
})
