import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ConfigError } from '../../../src/errors.ts'
import { proxyFor } from '../../../src/fetch/proxy/proxyFor.ts'

const HTTP = 'http://site.example/'
const HTTPS = 'https://site.example/'

function chosen(url: string, env: NodeJS.ProcessEnv, setting = 'environment'): string | undefined {
  return proxyFor(setting, env)(new URL(url))?.origin
}

function refusal(setting: string, env: NodeJS.ProcessEnv = {}): ConfigError {
  try {
    proxyFor(setting, env)
  } catch (error) {
    if (error instanceof ConfigError) return error
  }
  throw new Error('it was not refused')
}

describe('the environment names a proxy', () => {
  test.each<[string, NodeJS.ProcessEnv, string, string | undefined]>([
    ['for each scheme', { HTTP_PROXY: 'http://a:1', HTTPS_PROXY: 'http://b:2' }, HTTP, 'http://a:1'],
    ['for each scheme', { HTTP_PROXY: 'http://a:1', HTTPS_PROXY: 'http://b:2' }, HTTPS, 'http://b:2'],
    ['not for the other scheme', { HTTPS_PROXY: 'http://b:2' }, HTTP, undefined],
    ['for all schemes', { ALL_PROXY: 'http://c:3' }, HTTPS, 'http://c:3'],
    [
      'for all schemes, less than for one',
      { ALL_PROXY: 'http://c:3', http_proxy: 'http://a:1' },
      HTTP,
      'http://a:1',
    ],
    [
      'in lower case before upper case',
      { HTTP_PROXY: 'http://a:1', http_proxy: 'http://d:4' },
      HTTP,
      'http://d:4',
    ],
    ['unless it is empty', { http_proxy: '', HTTP_PROXY: 'http://a:1' }, HTTP, 'http://a:1'],
    ['without its scheme', { HTTPS_PROXY: 'b:3128' }, HTTPS, 'http://b:3128'],
    ['as an https one', { HTTPS_PROXY: 'https://b' }, HTTPS, 'https://b'],
    ['by IPv6', { HTTP_PROXY: 'http://[::1]:8080' }, HTTP, 'http://[::1]:8080'],
    ['nowhere', {}, HTTP, undefined],
  ])('%s', (_name, env, url, origin) => {
    expect(chosen(url, env)).toBe(origin)
  })

  test('but a stranger’s Proxy header, which a CGI server calls HTTP_PROXY, names none', () => {
    expect(chosen(HTTP, { HTTP_PROXY: 'http://evil:1', REQUEST_METHOD: 'GET' })).toBeUndefined()
    expect(chosen(HTTP, { http_proxy: 'http://good:1', REQUEST_METHOD: 'GET' })).toBe('http://good:1')
    expect(chosen(HTTPS, { HTTPS_PROXY: 'http://good:1', REQUEST_METHOD: 'GET' })).toBe('http://good:1')
  })
})

describe('the configuration', () => {
  test('names a proxy for everything, whatever the environment says', () => {
    const env = { HTTP_PROXY: 'http://a:1', HTTPS_PROXY: 'http://b:2' }
    expect(chosen(HTTP, env, 'http://mine:3128')).toBe('http://mine:3128')
    expect(chosen(HTTPS, env, 'http://mine:3128')).toBe('http://mine:3128')
  })

  test('may want none', () => {
    expect(chosen(HTTPS, { HTTPS_PROXY: 'http://b:2', ALL_PROXY: 'http://b:2' }, 'none')).toBeUndefined()
  })

  test('is exempted from by NO_PROXY as well', () => {
    expect(chosen(HTTPS, { NO_PROXY: 'site.example' }, 'http://mine:3128')).toBeUndefined()
  })
})

test('the same proxy is the same object, so that its connections are kept', () => {
  const choice = proxyFor('environment', { HTTP_PROXY: 'http://a:1' })
  expect(choice(new URL(HTTP))).toBe(choice(new URL('http://other.example/')))
})

describe('a name and a password', () => {
  test('become Proxy-Authorization, decoded, in UTF-8', () => {
    const proxy = proxyFor('http://j%C3%BCrgen:p%40ss%3Aw@mine:3128', {})(new URL(HTTP))
    expect(Buffer.from(proxy?.authorization?.slice('Basic '.length) ?? '', 'base64').toString()).toBe(
      'jürgen:p@ss:w',
    )
  })

  test('are no part of what the proxy is called', () => {
    expect(proxyFor('http://jane:secret@mine:3128', {})(new URL(HTTP))?.origin).toBe('http://mine:3128')
  })
})

describe('NO_PROXY', () => {
  test.each([
    ['site.example', 'https://site.example/', true],
    ['site.example', 'https://www.site.example/', true],
    ['site.example', 'https://mysite.example/', false],
    ['.site.example', 'https://site.example/', true],
    ['*.site.example', 'https://www.site.example/', true],
    ['SITE.Example.', 'https://site.example./', true],
    ['other.example, site.example', 'https://site.example/', true],
    ['other.example site.example', 'https://site.example/', true],
    ['bücher.example', 'https://xn--bcher-kva.example/', true],
    ['*', 'https://anything.example/', true],
    ['other.example,*', 'https://anything.example/', true],
    ['site.example:8443', 'https://site.example:8443/', true],
    ['site.example:8443', 'https://site.example/', false],
    ['site.example:443', 'https://site.example/', true],
    ['site.example:80', 'http://site.example/', true],
    ['localhost', 'http://localhost:3000/', true],
    ['localhost', 'http://127.0.0.1/', false],
    ['127.0.0.1', 'http://127.0.0.1:3000/', true],
    ['127.0.0.1', 'http://2130706433/', true],
    ['10.0.0.0/8', 'http://10.1.2.3/', true],
    ['10.0.0.0/8', 'http://11.1.2.3/', false],
    ['10.0.0.0/8', 'http://ten.example/', false],
    ['10.0.0.0/99', 'http://10.1.2.3/', false],
    ['::1', 'http://[::1]/', true],
    ['[::1]', 'http://[::1]:3000/', true],
    ['[::1]:3000', 'http://[::1]:3001/', false],
    ['fe80::/10', 'http://[fe80::1]/', true],
    ['', 'http://localhost/', false],
    [' , ,', 'http://localhost/', false],
  ])('%j: %s is exempt: %s', (list, url, isExempt) => {
    const env = { ALL_PROXY: 'http://p:1', NO_PROXY: list }
    expect(chosen(url, env)).toBe(isExempt ? undefined : 'http://p:1')
  })

  test('counts in lower case first', () => {
    const env = { ALL_PROXY: 'http://p:1', NO_PROXY: 'other.example', no_proxy: 'site.example' }
    expect(chosen(HTTPS, env)).toBeUndefined()
  })

  test('is a list of whatever: it never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary-ascii' }),
        fc.constantFrom(HTTP, 'http://[::1]:1/', 'http://10.0.0.1/'),
        (list, url) => {
          const env = { ALL_PROXY: 'http://p:1', NO_PROXY: list }
          expect(['http://p:1', undefined]).toContain(chosen(url, env))
        },
      ),
    )
  })
})

describe('an address that is no http or https proxy', () => {
  test.each([
    [
      'socks5://p:1080',
      'fetch.proxy is "socks5://p:1080", but must be the address of an http or https proxy',
    ],
    ['http://', 'fetch.proxy is "http://", but must be the address of an http or https proxy'],
    ['http://p:99999', 'fetch.proxy is "http://p:99999", but must be the address of an http or https proxy'],
  ])('%s is refused', (setting, message) => {
    const error = refusal(setting)
    expect(error.message).toBe(message)
    expect(error.problems).toMatchObject([
      { key: 'fetch.proxy', allowed: 'the address of an http or https proxy' },
    ])
  })

  test('is refused under the name of its variable', () => {
    expect(refusal('environment', { all_proxy: 'socks5h://p:1080' }).message).toMatch(
      /^all_proxy is "socks5h:/,
    )
  })

  test('does no harm where it would not be used', () => {
    const env = { ALL_PROXY: 'socks5://p:1', HTTP_PROXY: 'http://a:1', HTTPS_PROXY: 'http://b:2' }
    expect(chosen(HTTP, env)).toBe('http://a:1')
  })

  test.each([
    'socks5://jane:secret@p:1080',
    'http://jane:secret@p:99999',
    'jane:secret@:80',
    'http://jane:se/cret@cret@p',
    'http://jane:%zz-secret@p:3128',
    'JANE:secret\n@p:99999',
  ])('is named without name and password: %s', (setting) => {
    const error = refusal(setting)
    expect(JSON.stringify([error.message, error.problems])).not.toMatch(/jane|cret/i)
  })
})
