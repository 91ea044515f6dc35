import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readConfigFile } from '../../src/config/readConfigFile.ts'
import { resolveConfig } from '../../src/config/resolveConfig.ts'
import { resolveOptions } from '../../src/config/resolveOptions.ts'
import { expandedSecrets } from '../../src/config/secrets.ts'
import { environmentSettings, flagSettings } from '../../src/config/textSettings.ts'
import { ConfigError } from '../../src/errors.ts'
import type { ScraperConfig, ScraperOptions } from '../../src/types.ts'

type Variables = Readonly<Record<string, string>>
type Fetch = NonNullable<ScraperOptions['fetch']>

/** The configuration that headers, a proxy and a host's own give, each way they can be given. */
const ways: Readonly<Record<string, (fetch: Fetch, variables: Variables) => Promise<ScraperConfig>>> = {
  options: async (fetch, variables) => resolveOptions({ fetch }, variables),
  file: async (fetch, variables) => {
    const folder = await mkdtemp(join(tmpdir(), 'textmill-secrets-'))
    const file = join(folder, 'c.json')
    await writeFile(file, JSON.stringify({ fetch }))
    return resolveConfig(await readConfigFile(file, variables).finally(() => rm(folder, { recursive: true })))
  },
  variables: async ({ headers, hosts, proxy }, variables) =>
    resolveConfig(
      environmentSettings({
        ...variables,
        SCRAPER_FETCH_HEADERS: headers && JSON.stringify(headers),
        SCRAPER_FETCH_HOSTS: hosts && JSON.stringify(hosts),
        SCRAPER_FETCH_PROXY: proxy,
      }),
    ),
  flags: async ({ headers, hosts, proxy }, variables) => {
    const given: (readonly [string, readonly string[]])[] = [
      ['header', Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`)],
      ['hosts', hosts === undefined ? [] : [JSON.stringify(hosts)]],
      ['proxy', proxy === undefined ? [] : [proxy]],
    ]
    return resolveConfig(flagSettings(new Map(given.filter(([, texts]) => texts.length > 0)), variables))
  },
}

const variable = (name: string): string => `$\{${name}}`

async function thrown(act: () => Promise<unknown>): Promise<ConfigError> {
  const error = await act().then(
    () => new Error('accepted'),
    (reason: unknown) => reason,
  )
  if (error instanceof ConfigError) return error
  throw error
}

describe.each(Object.entries(ways))('by %s', (_way, resolve) => {
  test('a variable stands for its value in headers, auth and the proxy, and nowhere else', async () => {
    const fetch: Fetch = {
      headers: { 'x-key': variable('KEY'), 'x-two': `a ${variable('KEY')}-${variable('WORD')} b` },
      proxy: `http://me:${variable('WORD')}@proxy.example:3128`,
      hosts: {
        'a.example': { headers: { authorization: `Bearer ${variable('KEY')}` } },
        'b.example': { auth: variable('PAIR') },
        'c.example': { auth: { username: variable('KEY'), password: variable('WORD') }, concurrency: 1 },
      },
    }
    const config = await resolve(fetch, { KEY: 'k"1', WORD: 'w$&', PAIR: 'name:w0rd' })
    expect(config.fetch).toMatchObject({
      headers: { 'x-key': 'k"1', 'x-two': 'a k"1-w$& b' },
      proxy: 'http://me:w$&@proxy.example:3128',
      hosts: {
        'a.example': { headers: { authorization: 'Bearer k"1' } },
        'b.example': { auth: 'name:w0rd' },
        'c.example': { auth: { username: 'k"1', password: 'w$&' }, concurrency: 1 },
      },
    })
  })

  test('a dollar more makes a literal of it, and a value is not looked into again', async () => {
    const headers = { a: `$${variable('KEY')}`, b: variable('KEY'), c: '$5 $$ $x {y}' }
    const config = await resolve({ headers }, { KEY: variable('OTHER'), OTHER: 'no' })
    expect(config.fetch.headers).toEqual({ a: variable('KEY'), b: variable('OTHER'), c: '$5 $$ $x {y}' })
  })

  test.each<[string, Fetch]>([
    ['fetch.headers.x', { headers: { x: variable('NONE') } }],
    ['fetch.headers.x', { headers: { x: variable('EMPTY') } }],
    ['fetch.headers.x', { headers: { x: variable('toString') } }],
    ['fetch.proxy', { proxy: variable('NONE') }],
    ['fetch.hosts.a.example.auth', { hosts: { 'a.example': { auth: variable('NONE') } } }],
    [
      'fetch.hosts.a.example.auth.password',
      { hosts: { 'a.example': { auth: { username: 'a', password: variable('NONE') } } } },
    ],
  ])('%s without its variable is refused once, with both names', async (key, fetch) => {
    const { message, problems } = await thrown(() => resolve(fetch, { EMPTY: '' }))
    expect(message).toMatch(
      /needs the environment variable (NONE|EMPTY|toString), which is not set or empty$/,
    )
    expect(message).toContain(`${key} needs`)
    expect(problems.map((problem) => problem.key)).toEqual([key])
  })

  const SECRET = 'hunter2'
  test.each<[string, Fetch]>([
    ['a header with a new line', { headers: { x: variable('LINES') } }],
    ['a proxy that is none', { proxy: variable('LINES') }],
    ['auth without a colon', { hosts: { a: { auth: variable('TOKEN') } } }],
    ['auth with a new line', { hosts: { a: { auth: { username: 'u', password: variable('LINES') } } } }],
    ['a header of a host', { hosts: { a: { headers: { x: variable('LINES') } } } }],
    ['a header written out', { headers: { x: `${SECRET}\n` } }],
    ['a proxy written out', { proxy: `socks://u:${SECRET}@h` }],
    ['auth written out', { hosts: { a: { auth: SECRET } } }],
    ['rules that are a text', { hosts: { a: SECRET } } as unknown as Fetch],
    ['a table that is a list', { hosts: [{ auth: SECRET }] } as unknown as Fetch],
    ['a misspelt auth', { hosts: { a: { auht: SECRET } } } as unknown as Fetch],
    ['another name that is wrong', { headers: { host: 'x', y: variable('TOKEN') } }],
    ['another value that is wrong', { hosts: { a: { auth: `a:${variable('TOKEN')}`, concurrency: 0 } } }],
    ['another variable that is missing', { headers: { x: `${variable('TOKEN')}${variable('NONE')}` } }],
    ['two kinds of sign-in', { hosts: { a: { auth: `a:${SECRET}`, headers: { authorization: SECRET } } } }],
  ])('%s is refused without showing what is secret', async (_what, fetch) => {
    const error = await thrown(() => resolve(fetch, { LINES: `${SECRET}\nx: y`, TOKEN: SECRET }))
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(SECRET)
    expect(JSON.stringify(error.problems)).not.toContain(SECRET)
    expect(error.problems).toHaveLength(1)
  })
})

test.each([
  { fetch: [{ proxy: 'hunter2' }] },
  [{ fetch: { proxy: 'hunter2' } }],
  { fetch: { heders: { authorization: 'hunter2' } } },
  { proxy: 'http://u:hunter2@h' },
])('what is secret is not shown in %j either', async (options) => {
  const error = await thrown(async () => resolveOptions(options as ScraperOptions, {}))
  expect(inspect(error, { depth: null })).not.toContain('hunter2')
})

test('the given options are not changed', () => {
  const options = { fetch: { headers: { x: variable('KEY') }, hosts: { a: { auth: variable('KEY') } } } }
  const before = structuredClone(options)
  expect(resolveOptions(options, { KEY: 'a:b' }).fetch.headers).toEqual({ x: 'a:b' })
  expect(options).toEqual(before)
})

test('values come from the variables of the process where no others are given', () => {
  const [name = '', value = ''] =
    Object.entries(process.env).find(([key, text]) => /^\w+$/.test(key) && /^[!-~]+$/.test(text ?? '')) ?? []
  expect(resolveOptions({ fetch: { headers: { x: variable(name) } } }).fetch.headers).toEqual({ x: value })
})

test('anything can be looked into, and only what is secret is changed', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (anything, other) => {
      for (const object of [anything, { fetch: anything }, { fetch: { hosts: anything, input: other } }]) {
        expect(() => expandedSecrets(object, {})).not.toThrow()
      }
      const untouched = { input: [variable('NONE')], analysis: other }
      expect(expandedSecrets(untouched, {})).toEqual({ value: untouched, problems: [] })
    }),
  )
})
