import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfigFile } from '../../src/config/readConfigFile.ts'
import { ConfigError } from '../../src/errors.ts'

let folder = ''
let file = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'textmill-config-'))
  file = join(folder, 'c.json')
})
afterAll(() => rm(folder, { recursive: true }))

async function settingsOf(text: string): Promise<Record<string, unknown>> {
  await writeFile(file, text)
  return Object.fromEntries(await readConfigFile(file, { TOKEN: 'open sesame' }))
}

async function complaintsAbout(text: string): Promise<string[]> {
  const error = await settingsOf(text).then(
    () => new Error('accepted'),
    (reason: Error) => reason,
  )
  expect(error).toBeInstanceOf(ConfigError)
  return error.message.split('\n').map((line) => line.replace(file, 'c.json'))
}

describe('a file', () => {
  test('may have comments, trailing commas, a byte order mark and a schema', async () => {
    const text = '\uFEFF// mine\n{ "$schema": "./s.json", "fetch": { "retries": 1, /* few */ }, }\n'
    expect(await settingsOf(text)).toEqual({ 'fetch.retries': 1 })
  })

  test('has paths relative to itself; URLs, - and absolute paths stay', async () => {
    const text = JSON.stringify({
      input: ['urls.txt', '../b.txt', '-', 'https://example.com/', '/abs.txt'],
      output: { files: ['out/a.json', '-'] },
      analysis: { module: './mine.js', selectors: { a: 'li' } },
      fetch: { ca: ['own.pem'], cookieJar: 'cookies.txt' },
    })
    expect(await settingsOf(text)).toEqual({
      input: [join(folder, 'urls.txt'), join(folder, '../b.txt'), '-', 'https://example.com/', '/abs.txt'],
      'output.files': [join(folder, 'out/a.json'), '-'],
      'analysis.module': join(folder, 'mine.js'),
      'analysis.selectors': { a: 'li' },
      'fetch.ca': [join(folder, 'own.pem')],
      'fetch.cookieJar': join(folder, 'cookies.txt'),
    })
  })

  test.each([
    [
      '{\n  "fetch": {\n    "concurrency": 0\n  }\n}',
      'c.json:3:20: fetch.concurrency is 0, but must be "auto" or a whole number from 1 to 1024',
    ],
    [
      '{ "fetch": {\r\n "concurency": 8 } }',
      /^c\.json:2:2: unknown key fetch\.concurency; did you mean fetch\.concurrency\? known here: concurrency, perHost, .*, ipFamily$/,
    ],
    [
      '{ "retries": 8 }',
      'c.json:1:3: unknown key retries; did you mean fetch.retries? known here: input, source, fetch, analysis, merge, output, run, schedule, timeZone',
    ],
    [
      '{ "output": { "colour": 8 } }',
      'c.json:1:15: unknown key output.colour; known here: files, format, fields, failed, graph, savePages, timings, headers',
    ],
    ['{ "fetch": 5 }', 'c.json:1:12: fetch is 5, but must be an object'],
    ['[]', 'c.json:1:1: the configuration is [], but must be an object'],
    ['{ "input": "urls.txt" }', 'c.json:1:12: input is "urls.txt", but must be a list of files, URLs or "-"'],
    ['{ "input": ["a", 3] }', 'c.json:1:18: input.1 is 3, but input must be a list of files, URLs or "-"'],
    [
      '{ "fetch": { "hosts": {\n "example.com": { "concurency": 2 } } } }',
      'c.json:2:19: unknown key fetch.hosts.example.com.concurency; did you mean fetch.hosts.example.com.concurrency? known here: concurrency, intervalMs, headers, auth, allowPrivate',
    ],
    [
      '{ "fetch": { "hosts": {\n "example.com": { "retries": 2 } } } }',
      'c.json:2:19: unknown key fetch.hosts.example.com.retries; known here: concurrency, intervalMs, headers, auth, allowPrivate',
    ],
    [
      '{ "fetch": { "hosts": {\n "example.com": { "concurrency": 0 } } } }',
      'c.json:2:34: fetch.hosts.example.com.concurrency is 0, but must be a whole number from 1 to 1024',
    ],
    [
      '{ "fetch": {\n "headers": { "Expect": "no" } } }',
      'c.json:2:15: fetch.headers.Expect cannot be set: connection, content-length, expect, host, http2-settings, keep-alive, proxy-authenticate, proxy-authorization, proxy-connection, te, trailer, transfer-encoding, upgrade belong to the connection',
    ],
    [
      `{ "fetch": {\n "headers": { "x": "$\{TOKEN" } } }`,
      'c.json:2:20: fetch.headers.x holds a "${" that is not followed by the name of a variable and a brace; "$${" stands for the two characters',
    ],
    [
      `{ "fetch": {\n "hosts": { "a.example": { "auth": "$\{NAME}:$\{TOKEN}" } } } }`,
      'c.json:2:36: fetch.hosts.a.example.auth needs the environment variable NAME, which is not set or empty',
    ],
    ['{ "fetch": { "retries" 3 } }', 'c.json:1:24: not valid JSON: colon expected'],
    ['', 'c.json:1:1: not valid JSON: value expected'],
    [
      '{ "__proto__": { "a": 1 } }',
      'c.json:1:3: unknown key __proto__; known here: input, source, fetch, analysis, merge, output, run, schedule, timeZone',
    ],
    [
      '{ "a\\u001b[2J\\n": 1 }',
      'c.json:1:3: unknown key "a\\u001b[2J\\n"; known here: input, source, fetch, analysis, merge, output, run, schedule, timeZone',
    ],
    [
      '{\n "fetch": { "concurrency": 5 },\n "merge": {},\n "fetch": { "concurrency": 0 } }',
      'c.json:4:2: fetch is written twice, here and in line 2: leave out one of them',
    ],
    [
      '{ "fetch": {\n "retries": -1,\n "retries": 1 } }',
      'c.json:3:2: fetch.retries is written twice, here and in line 2: leave out one of them',
    ],
    [
      '{ "analysis": { "selectors": { "a": [{ "selector": "p", "value": {\n "b": "i",\n "b": "i" } }] } } }',
      'c.json:3:2: analysis.selectors.a.0.value.b is written twice, here and in line 2: leave out one of them',
    ],
  ])('%j is refused', async (text, complaint) => {
    const asked = typeof complaint === 'string' ? complaint : expect.stringMatching(complaint)
    expect(await complaintsAbout(text)).toEqual([asked])
  })

  test('has all that is wrong with it said at once, in its order', async () => {
    const lines = await complaintsAbout(
      '{\n"bogus": 1,\n"fetch": { "retries": "3" },\n"output": { "format": "xml" }\n}',
    )
    expect(lines.map((line) => line.slice(0, 9))).toEqual(['c.json:2:', 'c.json:3:', 'c.json:4:'])
  })

  test('has every key named that stands in it again', async () => {
    const lines = await complaintsAbout(
      '{\n"merge": {},\n"fetch": { "retries": 1, "retries": 1 },\n"fetch": {},\n"fetch": {}\n}',
    )
    expect(lines).toEqual([
      'c.json:3:26: fetch.retries is written twice, here and in line 3: leave out one of them',
      'c.json:4:1: fetch is written twice, here and in line 3: leave out one of them',
      'c.json:5:1: fetch is written twice, here and in line 3: leave out one of them',
    ])
  })

  test('that is wrong names file, line, key, value and what is allowed for programs too', async () => {
    await writeFile(file, '{\n"fetch": { "retries": 99 } }')
    await expect(readConfigFile(file)).rejects.toMatchObject({
      problems: [{ file, line: 2, key: 'fetch.retries', value: 99, allowed: 'a whole number from 0 to 20' }],
    })
  })

  test('that is not there, or is a folder, is named', async () => {
    await expect(readConfigFile(join(folder, 'none.json'))).rejects.toThrow(/none\.json: no such file/)
    await expect(readConfigFile(folder)).rejects.toThrow(/cannot be read \(EISDIR\)/)
  })
})
