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
    ['connect-timeout', '2s', 'fetch.connectTimeoutMs', 2000],
    ['first-byte-timeout', '1.5s', 'fetch.firstByteTimeoutMs', 1500],
    ['max-retry-after', '24h', 'fetch.maxRetryAfterMs', 86_400_000],
    ['contact', 'https://example.org/bot', 'fetch.contact', 'https://example.org/bot'],
    ['contact', 'mailto:bot@example.org', 'fetch.contact', 'mailto:bot@example.org'],
    ['contact', 'bot+1@example.org', 'fetch.contact', 'bot+1@example.org'],
    ['contact', '', 'fetch.contact', null],
    ['accept-language', 'de, en;q=0.5', 'fetch.acceptLanguage', 'de, en;q=0.5'],
    ['hosts', '{"a.example":{"concurrency":1}}', 'fetch.hosts', { 'a.example': { concurrency: 1 } }],
    ['header', '{"x-a":"1"}', 'fetch.headers', { 'x-a': '1' }],
    ['http2', 'true', 'fetch.http2', true],
    ['proxy', 'none', 'fetch.proxy', 'none'],
    ['proxy', 'http://me:word@proxy.example:3128', 'fetch.proxy', 'http://me:word@proxy.example:3128'],
    ['cookies', 'true', 'fetch.cookies', true],
    ['cookie-jar', 'cookies.txt', 'fetch.cookieJar', 'cookies.txt'],
    ['insecure-hosts', 'a.example, *.b.example', 'fetch.insecureHosts', ['a.example', '*.b.example']],
    ['ip-family', '6', 'fetch.ipFamily', 6],
    ['ip-family', 'auto', 'fetch.ipFamily', 'auto'],
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

  test('several headers make one map, with colons in their values', () => {
    expect(flag('header', 'X-Time: 12:30', 'accept:text/html')).toEqual({
      'fetch.headers': { 'X-Time': '12:30', accept: 'text/html' },
    })
  })

  test('several lists make one', () => {
    expect(flag('insecure-hosts', 'a.example,b.example', '["c.example"]')).toEqual({
      'fetch.insecureHosts': ['a.example', 'b.example', 'c.example'],
    })
    expect(flag('ca', 'a.pem', 'b.pem')).toEqual({ 'fetch.ca': ['a.pem', 'b.pem'] })
  })

  test('of a flag that takes one value, the last counts; --output collects', () => {
    expect(flag('concurrency', '8', '9')).toEqual({ 'fetch.concurrency': 9 })
    expect(flag('output', 'a.json', '-')).toEqual({ 'output.files': ['a.json', '-'] })
  })

  test.each([
    ['timeout', '30', '--timeout is "30", but must be a time with its unit, such as 30s, from 100ms to 1h'],
    ['ip-family', '5', '--ip-family is "5", but must be one of "auto", 4, 6'],
    ['contact', 'me', '--contact is "me", but must be an http, https or mailto URL or an e-mail address'],
    ['contact', 'https://a.example/(b)', '--contact is "https://a.example/(b)", but must be'],
    ['contact', 'a\\b@example.org', '--contact is "a\\\\b@example.org", but must be'],
    ['accept-language', 'de\n', '--accept-language is "de\\n", but must be printable ASCII on one line'],
    ['header', 'Bearer', '--header is "…", but must be \'Name: value\' in printable ASCII, each name once'],
    ['header', 'a b: c', '--header is "…", but must be'],
    ['header', '{"a":1}', '--header: fetch.headers.a is "…", but fetch.headers must be a map'],
    ['header', 'Host: a', '--header: fetch.headers.Host cannot be set: connection, content-length,'],
    ['proxy', 'socks5://u:p@h', '--proxy is "…", but must be "environment", "none", or an http or https URL'],
    ['proxy', 'http://h/path', '--proxy is "…", but must be'],
    ['proxy', 'http://a\\b', '--proxy is "…", but must be'],
    ['hosts', 'x', '--hosts is "…", but must be a map as JSON, from hosts to {"concurrency", '],
    [
      'hosts',
      '{"a.example":{"concurency":1}}',
      '--hosts: unknown key fetch.hosts.a.example.concurency; did you mean fetch.hosts.a.example.concurrency?',
    ],
    [
      'insecure-hosts',
      '*',
      '--insecure-hosts: fetch.insecureHosts.0 is "*", but fetch.insecureHosts must be',
    ],
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
    ['SCRAPER_FETCH_HEADERS', '{"x-a":"1"}', 'fetch.headers', { 'x-a': '1' }],
    ['SCRAPER_FETCH_HOSTS', '{"[::1]":{"intervalMs":9}}', 'fetch.hosts', { '[::1]': { intervalMs: 9 } }],
    ['SCRAPER_FETCH_IP_FAMILY', '4', 'fetch.ipFamily', 4],
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

  test('a header that is given twice is refused', () => {
    expect(() => flag('header', 'a: 1', 'a: 2')).toThrow('each name once')
    expect(() => flag('header', 'a: 1', 'A: 2')).toThrow('fetch.headers.A is the same header as a')
  })

  test('all that is wrong is said at once', () => {
    const wrong = { SCRAPER_FETCH_RETRIES: 'x', SCRAPER_OUTPUT_FILES: '[1]', SCRAPER_OUTPUT_FORMAT: 'xml' }
    expect(() => environmentSettings(wrong)).toThrow(/RETRIES.*\n.*OUTPUT_FILES.*\n.*FORMAT/)
  })
})
