import { expect, test } from 'vitest'
import { resolveConfig } from '../../src/config/resolveConfig.ts'
import { resolveOptions } from '../../src/config/resolveOptions.ts'
import { environmentSettings, flagSettings } from '../../src/config/textSettings.ts'
import { ConfigError } from '../../src/errors.ts'
import type { ScraperOptions } from '../../src/types.ts'

test('defaults give way to the file, the file to the environment, and all to flags', () => {
  const file = new Map<string, unknown>([
    ['fetch.concurrency', 1],
    ['fetch.retries', 1],
    ['fetch.maxRedirects', 1],
    ['output.files', ['file.json']],
    ['analysis.selectors', { a: 'a' }],
  ])
  const environment = environmentSettings({ SCRAPER_FETCH_RETRIES: '2', SCRAPER_FETCH_CONCURRENCY: '2' })
  const flags = flagSettings(
    new Map([
      ['concurrency', ['3']],
      ['output', ['flag.json']],
      ['selectors', ['b=b']],
    ]),
  )
  const config = resolveConfig(file, environment, flags)
  expect(config.fetch).toMatchObject({
    concurrency: 3,
    retries: 2,
    maxRedirects: 1,
    perHost: { concurrency: 4 },
  })
  expect(config.output.files).toEqual(['flag.json'])
  expect(config.analysis.selectors).toEqual({ b: 'b' })
})

test('options fill up with defaults; undefined is as good as nothing', () => {
  const options = { fetch: { perHost: { concurrency: 2 }, retries: undefined } } as unknown as ScraperOptions
  expect(resolveOptions(options).fetch).toMatchObject({ perHost: { concurrency: 2 }, retries: 3 })
})

test('a cookie jar is a wish for cookies', () => {
  expect(resolveOptions({ fetch: { cookieJar: 'c.txt', cookies: false } }).fetch.cookies).toBe(true)
  expect(resolveOptions({ fetch: { cookies: true } }).fetch.cookieJar).toBeNull()
})

test('options for single hosts have their types', () => {
  const options: ScraperOptions = {
    fetch: {
      hosts: { 'example.com': { concurrency: 1, auth: { username: 'a', password: 'b' } } },
      headers: { a: 'b' },
    },
  }
  expect(resolveOptions(options).fetch).toMatchObject(options.fetch ?? {})
})

test('two calls share nothing that can be changed', () => {
  expect(resolveOptions({}).output.files).not.toBe(resolveOptions({}).output.files)
})

test.each([
  [{ fetch: { concurency: 1 } }, 'unknown key fetch.concurency; did you mean fetch.concurrency?'],
  [
    { fetch: { timeoutMs: '30s' } },
    'fetch.timeoutMs is "30s", but must be a whole number of milliseconds from 100 to 3600000',
  ],
  [
    { $schema: 'x' },
    'unknown key $schema; known here: input, source, fetch, analysis, merge, output, run, schedule, timeZone',
  ],
  [
    { analysis: { selectors: { a: { selector: 'a', valeu: 'href' } } } },
    /^analysis\.selectors\.a is \{.*\}, but analysis\.selectors must be a map/,
  ],
  [null, 'the configuration is null, but must be an object'],
])('options %j are refused', (options, message) => {
  const act = () => resolveOptions(options as ScraperOptions)
  expect(act).toThrow(ConfigError)
  expect(act).toThrow(message)
})
