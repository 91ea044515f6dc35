import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { CliIo } from '../../src/cli/io.ts'
import { run } from '../../src/cli/run.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { fakeIo } from './fakeIo.ts'

type At = (name: string) => string

async function diff(at: At, args: readonly string[], facts: Partial<CliIo> = {}) {
  const { io, out, err } = fakeIo({ cwd: at('.'), ...facts })
  const code = await run(['diff', ...args], io)
  return { code, out: out(), err: err() }
}

type Page =
  | 404
  | { readonly title?: string; readonly text?: string; readonly bytes?: number; readonly price?: string }

/** A file of the rows of pages, by name. */
function writeRows(path: string, pages: Readonly<Record<string, Page>>): string {
  const rows = Object.entries(pages).map(([name, page], index) => {
    const url = `https://a.example/${name}`
    if (page === 404) {
      const message = 'the server answered 404'
      return { index, url, status: 'failed', failure: { code: 'http-status', statusCode: 404, message } }
    }
    const { title = 'Mill', text = 'The wheel turns day and night.', bytes = 9, price = '1' } = page
    const http = { statusCode: 200, contentType: 'text/html', charset: 'utf-8', bytes, redirects: [] }
    const analysis = { title, text, words: 6, selectors: { price }, warnings: [] }
    return { index, url, status: 'ok', finalUrl: url, http, analysis }
  })
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  return path
}

/** Two runs, and their files. */
async function twoRuns(before: Readonly<Record<string, Page>>, after: Readonly<Record<string, Page>>) {
  const at = await temporaryFolder()
  return { at, files: [writeRows(at('old.jsonl'), before), writeRows(at('new.jsonl'), after)] as const }
}

const BEFORE = { same: {}, text: {}, gone: {}, left: {}, price: {}, bytes: {} } as const
const AFTER = {
  same: {},
  text: { text: 'The wheel turns at night.\n\nNothing else does.' },
  gone: 404,
  price: { price: '2', bytes: 10 },
  bytes: { bytes: 10 },
  came: { title: 'Mill\u001b[2J' },
} as const

describe('scrape diff', () => {
  test('prints what has changed, counts first', async () => {
    const { at, files } = await twoRuns(BEFORE, AFTER)
    const { code, out, err } = await diff(at, files)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.replaceAll(`${at('.')}/`, '')).toBe(`before: old.jsonl, 6 pages
after: new.jsonl, 6 pages
1 new, 1 changed, 2 cosmetic, 1 unchanged, 1 gone, 1 removed

changed https://a.example/text
  text: 1 line removed, 2 lines added
    @@ line 1 @@
    - The wheel turns [-day and-] night.
    + The wheel turns {+at+} night.
    + Nothing else does.

gone https://a.example/gone
  before: ok 200, 6 words, "Mill"
  now: failed, http-status: the server answered 404

cosmetic https://a.example/price
  analysis.selectors.price: "1" → "2"

new https://a.example/came
  now: ok 200, 6 words, "Mill\\u001b[2J"

removed https://a.example/left
  before: ok 200, 6 words, "Mill"
`)
  })

  test('prints colours on a terminal, unless nobody wants them', async () => {
    const { at, files } = await twoRuns({ a: {} }, { a: { text: 'The wheel turns at night.' } })
    const stdout = () => Object.assign(new PassThrough(), { isTTY: true })
    const printed = async (env: CliIo['env']) => {
      const stream = stdout()
      await diff(at, files, { stdout: stream, env })
      return String(stream.read())
    }
    expect(await printed({})).toContain('\x1b[32m+ The wheel turns \x1b[7mat\x1b[27m night.\x1b[39m')
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) expect(await printed(env)).not.toContain('\x1b')
  })

  test('lets no page write to the terminal', async () => {
    const evil = '\u001b]0;owned\u0007 \u202etxet'
    const { at, files } = await twoRuns(
      { a: {} },
      { a: { text: `The wheel turns day and night.${evil}`, price: evil } },
    )
    const { out } = await diff(at, files)
    expect(out).not.toMatch(/[^\P{C}\n]/u)
    expect(out).toContain('\\x1b]0;owned\\x07 \\u202etxet')
  })

  test('writes files by their endings, and says what is in them', async () => {
    const { at, files } = await twoRuns(BEFORE, AFTER)
    const outputs = ['d.json', 'd.jsonl.gz', 'd.md', 'd.csv'].map(at)
    const { code, out, err } = await diff(at, [...files, ...outputs.flatMap((file) => ['-o', file])])
    expect({ code, out }).toEqual({ code: 0, out: '' })
    expect(err.replaceAll(`${at('.')}/`, '')).toBe(
      '1 new, 1 changed, 2 cosmetic, 1 unchanged, 1 gone, 1 removed\nwrote d.json, d.jsonl.gz, d.md, d.csv\n',
    )
    const document = JSON.parse(readFileSync(at('d.json'), 'utf8'))
    expect(document.summary.changes).toMatchObject({ new: 1, cosmetic: 2 })
    const lines = gunzipSync(readFileSync(at('d.jsonl.gz')))
      .toString()
      .trimEnd()
      .split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(document.pages)
    expect(readFileSync(at('d.csv'), 'utf8').split('\r\n')).toEqual([
      'url,change,field,before,after',
      'https://a.example/text,changed,analysis.text,The wheel turns day and night.,"The wheel turns at night.\nNothing else does."',
      'https://a.example/gone,gone,status,"ok 200, 6 words, ""Mill""","failed, http-status: the server answered 404"',
      'https://a.example/price,cosmetic,analysis.selectors.price,1,2',
      'https://a.example/came,new,status,,"ok 200, 6 words, ""Mill\\u001b[2J"""',
      'https://a.example/left,removed,status,"ok 200, 6 words, ""Mill""",',
      '',
    ])
    const markdown = readFileSync(at('d.md'), 'utf8')
    expect(markdown).toContain('| cosmetic | 2 |')
    expect(markdown).toContain(`## changed <https://a.example/text>

- text: 1 line removed, 2 lines added

\`\`\`diff
@@ line 1 @@
- The wheel turns [-day and-] night.
+ The wheel turns {+at+} night.
+ Nothing else does.
\`\`\`
`)
    expect(markdown).toContain('- `analysis.selectors.price`: "1" → "2"\n')
  })

  test('prints another format where it is asked for', async () => {
    const { at, files } = await twoRuns(BEFORE, AFTER)
    const { out, err } = await diff(at, [...files, '--format', 'json', '--only', 'gone'])
    expect(JSON.parse(out).pages.map(({ change }: { change: string }) => change)).toEqual(['gone'])
    expect(err).toBe('1 new, 1 changed, 2 cosmetic, 1 unchanged, 1 gone, 1 removed\n')
  })

  test('is silent with -q where there is nothing to tell, and tells what there is', async () => {
    const { at, files } = await twoRuns({ a: {} }, { a: { bytes: 10 } })
    expect(await diff(at, [...files, '-q'])).toEqual({ code: 0, out: '', err: '' })
    const other = await twoRuns({ a: {} }, { b: {} })
    expect((await diff(other.at, [...other.files, '-q'])).out).toMatch(
      /^before: .*\nafter: .*\n1 new, 1 removed\n\nnew /,
    )
  })

  test('shows as many lines around as are wanted', async () => {
    const [before, after] = ['4', 'four'].map((four) => ({ a: { text: `1\n2\n3\n${four}\n5\n6\n7` } }))
    const { at, files } = await twoRuns(before ?? {}, after ?? {})
    const shown = async (context: string) =>
      [...(await diff(at, [...files, '--context', context])).out.matchAll(/^ {6}(\S+)$/gm)].map(
        ([, line]) => line,
      )
    expect(await shown('0')).toEqual([])
    expect(await shown('2')).toEqual(['2', '3', '5', '6'])
  })

  test.each<[string, Readonly<Record<string, Page>>, readonly string[], number]>([
    ['a page has changed', { a: { title: 'New' } }, [], 5],
    ['a page is gone', { a: 404 }, [], 5],
    ['a page has come', { a: {}, b: {} }, [], 5],
    ['only its bytes have', { a: { bytes: 10 } }, [], 0],
    ['nothing has', { a: {} }, [], 0],
    ['a page that is asked for has', { a: { bytes: 10 } }, ['--only', 'cosmetic'], 5],
    ['another page has', { a: { title: 'New' } }, ['--only', 'gone,removed'], 0],
  ])('ends with --exit-code-on change where %s', async (_name, pages, args, code) => {
    const { at, files } = await twoRuns({ a: {} }, pages)
    expect((await diff(at, [...files, ...args, '--exit-code-on', 'change'])).code).toBe(code)
    expect((await diff(at, [...files, ...args])).code).toBe(0)
  })

  test('ends quietly when its reader has left', async () => {
    const { at, files } = await twoRuns(
      { first: {} },
      Object.fromEntries(Array.from({ length: 100 }, (_, i) => [i, {}])),
    )
    const stdout = new PassThrough()
    stdout.write = ((_text: string, done: (error: Error) => void) => {
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
      return false
    }) as typeof stdout.write
    const { code, err } = await diff(at, [...files, '--exit-code-on', 'change'], { stdout })
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  test('takes its URLs as the configuration does', async () => {
    const at = await temporaryFolder()
    const files = [
      writeRows(at('old.jsonl'), { 'a?utm=1': {} }),
      writeRows(at('new.jsonl'), { 'a?utm=2': {} }),
    ]
    writeFileSync(
      at('scraper.config.json'),
      '{ "source": { "stripParams": ["utm"] }, "output": { "files": ["o.json"] } }',
    )
    const { code, out } = await diff(at, files)
    expect(code).toBe(0)
    expect(out).toMatch(/\n1 unchanged\n\nunchanged .*\n {2}finalUrl: .*\n$/)
    expect(existsSync(at('o.json'))).toBe(false)
  })

  test.each([
    [
      'nothing to compare',
      [],
      'two runs are compared: give the result or the state of each, the earlier one first\n',
    ],
    [
      'one run',
      ['a'],
      'two runs are compared: give the result or the state of each, the earlier one first\n',
    ],
    ['a run that is not there', ['no.json', 'no.json'], 'no.json: no such file\n'],
    [
      'a word that is none',
      ['a', 'b', '--only', 'chnged'],
      /^--only is "chnged", but must be one of new, changed, /,
    ],
    [
      'a context that is none',
      ['a', 'b', '--context', '-1'],
      /^--context is "-1", but must be a whole number/,
    ],
    [
      'a format that is none',
      ['a', 'b', '--format', 'xml'],
      '--format is "xml", but must be one of text, jsonl, json, csv, md\n',
    ],
  ])('says what is wrong with %s', async (_name, args, message) => {
    const at = await temporaryFolder()
    const { code, err } = await diff(at, args)
    expect(code).toBe(2)
    if (typeof message === 'string') expect(err).toBe(message)
    else expect(err).toMatch(message)
  })

  test.each([
    ['has an ending without a format', 'd.sqlite', /d\.sqlite: what has changed is written to \.json, /],
    ['is one of the runs', 'old.jsonl', /old\.jsonl: the run reads this file, and would write over it\n$/],
  ])('refuses an output that %s', async (_name, output, message) => {
    const { at, files } = await twoRuns({ a: {} }, { a: {} })
    const { code, err } = await diff(at, [...files, '-o', at(output)])
    expect(code).toBe(2)
    expect(err).toMatch(message)
  })
})
