import { describe, expect, test } from 'vitest'
import { analyserNames, resolveAnalysers } from '../../src/config/analysers.ts'
import { resolveOptions } from '../../src/config/resolveOptions.ts'
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

  test('of another name are an error that names the key, the value and what is allowed', () => {
    const wrong = { analysis: { analysers: ['link'] } } as unknown as Parameters<typeof resolveOptions>[0]
    expect(() => resolveOptions(wrong)).toThrow(ConfigError)
    expect(() => resolveOptions(wrong)).toThrow(/analysis\.analysers.*link.*default, metadata, language/s)
  })
})
