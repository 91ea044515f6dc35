import { describe, expect, test } from 'vitest'
import { environmentSettings, flagSettings } from '../../src/config/textSettings.ts'

const flag = (name: string, ...texts: string[]) => Object.fromEntries(flagSettings(new Map([[name, texts]])))
const variable = (name: string, text: string) => Object.fromEntries(environmentSettings({ [name]: text }))

describe('flags', () => {
  test.each([
    ['timeout', '30s', 'fetch.timeoutMs', 30_000],
    ['timeout', '500ms', 'fetch.timeoutMs', 500],
    ['analysis-timeout', '1m', 'analysis.timeoutMs', 60_000],
    ['max-body-bytes', '10MB', 'fetch.maxBodyBytes', 10_000_000],
    ['max-body-bytes', '512KiB', 'fetch.maxBodyBytes', 524_288],
    ['max-body-bytes', '4096', 'fetch.maxBodyBytes', 4096],
    ['threads', 'auto', 'analysis.threads', 'auto'],
    ['threads', '0', 'analysis.threads', 0],
    ['format', 'json', 'output.format', 'json'],
    ['module', './mine.js', 'analysis.module', './mine.js'],
    ['module', '', 'analysis.module', null],
    ['user-agent', 'bot 1', 'fetch.userAgent', 'bot 1'],
    [
      'selectors',
      '{"a":["li"],"b":{"selector":"a","value":"href"}}',
      'analysis.selectors',
      {
        a: ['li'],
        b: { selector: 'a', value: 'href' },
      },
    ],
  ])('--%s %s', (name, text, key, value) => {
    expect(flag(name, text)).toEqual({ [key]: value })
  })

  test('a selector may hold an equals sign, and several make one map', () => {
    expect(flag('selectors', 'link=a[rel="next"]', 'price = .price')).toEqual({
      'analysis.selectors': { link: 'a[rel="next"]', price: '.price' },
    })
  })

  test('of a flag that takes one value, the last counts; --output collects', () => {
    expect(flag('concurrency', '8', '9')).toEqual({ 'fetch.concurrency': 9 })
    expect(flag('output', 'a.json', '-')).toEqual({ 'output.files': ['a.json', '-'] })
  })

  test.each([
    ['timeout', '30', '--timeout is "30", but must be a time with its unit, such as 30s, from 100ms to 1h'],
    ['format', 'xml', '--format is "xml", but must be one of "jsonl", "json"'],
    ['selectors', '.price', '--selectors is ".price", but must be name=selector, or a map as JSON'],
    [
      'user-agent',
      'a\r\nb',
      '--user-agent is "a\\r\\nb", but must be printable ASCII on one line, without spaces at its ends',
    ],
    [
      'user-agent',
      'naïve',
      '--user-agent is "naïve", but must be printable ASCII on one line, without spaces at its ends',
    ],
  ])('--%s %j is refused', (name, text, message) => {
    expect(() => flag(name, text)).toThrow(message)
  })
})

describe('variables', () => {
  test.each([
    ['SCRAPER_FETCH_PER_HOST_CONCURRENCY', '2', 'fetch.perHost.concurrency', 2],
    ['SCRAPER_FETCH_TIMEOUT_MS', '1500', 'fetch.timeoutMs', 1500],
    ['SCRAPER_FETCH_TIMEOUT_MS', '2s', 'fetch.timeoutMs', 2000],
    ['SCRAPER_INPUT', 'a.txt, b.txt', 'input', ['a.txt', 'b.txt']],
    ['SCRAPER_OUTPUT_FILES', '["a,b.json"]', 'output.files', ['a,b.json']],
  ])('%s=%s', (name, text, key, value) => {
    expect(variable(name, text)).toEqual({ [key]: value })
  })

  test('an empty one is as good as none, and others are none of our business', () => {
    expect(variable('SCRAPER_FETCH_RETRIES', '')).toEqual({})
    expect(variable('SCRAPER_TOKEN', 'x')).toEqual({})
  })

  test('one that begins like ours and is none is refused by name', () => {
    for (const name of ['SCRAPER_FETCH_X', 'SCRAPER_ANALYSIS_X', 'SCRAPER_OUTPUT_X']) {
      expect(() => variable(name, '1')).toThrow(name)
    }
    expect(() => variable('SCRAPER_FETCH_CONCURENCY', '1')).toThrow(
      'unknown variable SCRAPER_FETCH_CONCURENCY; did you mean SCRAPER_FETCH_CONCURRENCY?',
    )
  })

  test('all that is wrong is said at once', () => {
    const wrong = { SCRAPER_FETCH_RETRIES: 'x', SCRAPER_OUTPUT_FILES: '[1]', SCRAPER_OUTPUT_FORMAT: 'xml' }
    expect(() => environmentSettings(wrong)).toThrow(/RETRIES.*\n.*OUTPUT_FILES.*\n.*FORMAT/)
  })
})
