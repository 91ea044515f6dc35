import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { text as streamText } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { CliIo } from '../../src/cli/io.ts'
import { run } from '../../src/cli/run.ts'
import { scrape } from '../../src/scrape.ts'
import { COMMAND, runCommand, startCommand } from '../support/command.ts'
import { serve } from '../support/localServer.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { fakeIo, fakeScrape } from './fakeIo.ts'

const MILL = `<!doctype html><html lang=en><title>The mill</title>
<p>The wheel of the old mill turns day and night.</p><p><a href="flour">Flour</a></p>`

/** Files in a folder of their own; returns what makes a path in it. */
async function folderWith(files: Readonly<Record<string, string | Uint8Array>>) {
  const at = await temporaryFolder()
  for (const [name, content] of Object.entries(files)) writeFileSync(at(name), content)
  return at
}

/** Runs a command line in this process. */
async function analyse(args: readonly string[], facts: Partial<CliIo> = {}) {
  const at = await temporaryFolder()
  const { io, out, err } = fakeIo({ cwd: at('.'), ...facts })
  const code = await run(['analyse', ...args], io)
  return { code, out: out(), err: err() }
}

/** The one analysis that a command line prints. */
async function found(args: readonly string[], facts?: Partial<CliIo>) {
  const { code, out, err } = await analyse(args, facts)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}

const input = (content: string | Uint8Array): Partial<CliIo> => ({
  stdin: Readable.from([Buffer.from(content)]),
})
describe('scrape analyse', () => {
  test('prints what a run finds on the same page, as a document', async () => {
    const at = await folderWith({ 'mill.html': MILL })
    const origin = await serve((_request, response) => {
      response.setHeader('content-type', 'text/html').end(MILL)
    })
    const results: unknown[] = []
    await scrape({
      input: [`${origin}/`],
      analysis: { selectors: { first: 'p' } },
      onResult: (result) => result.status === 'ok' && results.push(result.analysis),
    })
    const line = ['analyse', 'mill.html', '--url', `${origin}/`, '--selectors', 'first=p']
    const { status, stdout, stderr } = await runCommand(line, { cwd: at('.') })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toBe(`${JSON.stringify(results[0], null, 2)}\n`)
  })

  test('reads standard input', async () => {
    const at = await temporaryFolder()
    const { status, stdout, stderr } = await runCommand(['analyse', '-'], { cwd: at('.'), stdin: MILL })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({ title: 'The mill', language: 'en' })
  })

  test('unpacks gzip, of a file and of standard input', async () => {
    const at = await folderWith({ 'mill.html.gz': gzipSync(MILL) })
    expect(await found([at('mill.html.gz')])).toEqual(await found(['-'], input(gzipSync(MILL))))
  })

  test('prints a line for each of several files, in their order, failed ones included', async () => {
    const files = { 'a.html': MILL, 'b.html': gzipSync(MILL).subarray(0, 60), 'c.txt': 'Only words.' }
    const at = await folderWith(files)
    const paths = Object.keys(files).map(at)
    const { code, out, err } = await analyse(paths)
    const rows = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows).toEqual([
      { file: paths[0], status: 'ok', analysis: await found([at('a.html')]) },
      {
        file: paths[1],
        status: 'failed',
        failure: { stage: 'fetch', code: 'truncated', message: expect.any(String) },
      },
      { file: paths[2], status: 'ok', analysis: await found([at('c.txt')]) },
    ])
    expect({ code, err }).toEqual({ code: 1, err: `${paths[1]}: truncated: ${rows[1].failure.message}\n` })
  })

  test('has a row for one of several that cannot be read, and lines for the others', async () => {
    const at = await folderWith({ 'a.html': MILL, 'b.html': MILL })
    mkdirSync(at('empty'))
    const { code, out, err } = await analyse([at('a.html'), at('none.html'), at('empty'), at('b.html')])
    const rows = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows.map(({ status }) => status)).toEqual(['ok', 'failed', 'failed', 'ok'])
    expect(rows[1]).toEqual({
      file: at('none.html'),
      status: 'failed',
      failure: { stage: 'source', code: 'unreadable', message: 'no such file' },
    })
    expect(code).toBe(1)
    expect(err.split('\n')).toEqual([
      `${at('none.html')}: unreadable: no such file`,
      expect.stringContaining('is a folder'),
      '',
    ])
  })

  test('analyses many files in threads and says the same', async () => {
    const names = Array.from({ length: 7 }, (_, i) => `${i}.html`)
    const at = await folderWith(Object.fromEntries(names.map((name) => [name, MILL.replace('old', name)])))
    const paths = names.map(at)
    const [threaded, inline] = [await analyse(paths), await analyse([...paths, '--threads', '0'])]
    expect(threaded.out.split('\n')).toHaveLength(8)
    expect(threaded).toEqual(inline)
  })

  test('does what the configuration in the folder says, and flags say otherwise', async () => {
    const at = await folderWith({
      'mill.html': MILL,
      'scraper.config.json': '{ "input": ["u.txt"], "analysis": { "selectors": { "a": "a", "p": "p" } } }',
    })
    const inFolder = { cwd: at('.') }
    expect((await found([at('mill.html')], inFolder)).selectors).toMatchObject({ a: 'Flour' })
    expect((await found([at('mill.html'), '--selectors', 'b=a'], inFolder)).selectors).toEqual({ b: 'Flour' })
  })

  test('is a file when it is written as one', async () => {
    const { runScrape, calls } = fakeScrape()
    const { io } = fakeIo({ runScrape })
    expect(await run(['./analyse'], io)).toBe(0)
    expect(calls[0]?.[0].input).toEqual(['./analyse'])
  })
})

describe('where a local page is from', () => {
  const page = (head: string) => `${head}<link rel=icon href=x><p>The wheel turns.`

  test.each([
    [
      '--url',
      ['--url', 'https://a.example/y/#top'],
      '<link rel=canonical href="https://c.example/">',
      'https://a.example/y/x',
    ],
    ['its canonical URL', [], '<link rel=canonical href="https://c.example/z">', 'https://c.example/x'],
    ['nowhere', [], '', 'https://unknown.invalid/x'],
  ])('is %s', async (_what, flags, head, favicon) => {
    expect((await found(['-', ...flags], input(page(head)))).metadata.favicon).toBe(favicon)
  })
})

describe('what a local page is', () => {
  const MARKUP = '<p>The mill</p>'

  test.each([
    ['a.html', [], 'The mill'],
    ['a.txt', [], MARKUP],
    ['a.TXT.gz', [], MARKUP],
    ['a.dat', [], 'The mill'],
    ['a.txt', ['--content-type', 'text/html'], 'The mill'],
    ['a.json', ['--content-type', 'text/html'], 'The mill'],
  ])('is told by its name or by the flag: %s %s', async (name, flags, text) => {
    const at = await folderWith({ [name]: name.endsWith('.gz') ? gzipSync(MARKUP) : MARKUP })
    expect((await found([at(name), ...flags])).text).toBe(text)
  })

  test.each(['[1] Miller, A. (2024)', '{ and so on', 'a {"b": 1}'])(
    'is text where it only looks like data: %s',
    async (text) => {
      expect((await found(['-'], input(text))).text).toBe(text)
    },
  )

  test('may be in the encoding that the flag names', async () => {
    const shiftJis = Buffer.from([0x90, 0x85, 0x8e, 0xd4])
    const flags = ['--content-type', 'text/plain; charset=shift_jis']
    expect((await found(['-', ...flags], input(shiftJis))).text).toBe('水車')
  })
})

describe('a page that cannot be analysed', () => {
  test.each([
    ['body-too-large', MILL, ['--max-body-bytes', '50']],
    ['body-too-large', gzipSync(MILL.repeat(100)), ['--max-body-bytes', '1000']],
    ['not-html', '%PDF-1.4', []],
    ['not-html', ' {"url": "https://a.example/", "html": "<p>The mill</p>"}\n', []],
    ['not-html', '{"a":1}\n{"a":2}\n', []],
    ['not-html', '["<p>"]', []],
    ['blocked', '<title>Just a moment...</title><script>window._cf_chl_opt={}</script>', []],
    ['analysis-failed', '<meta http-equiv=refresh content="0; url=https://a.example/b">', []],
  ])('is told on standard error and has no JSON: %s', async (code, content, flags) => {
    const end = await analyse(['-', ...flags], input(content))
    expect(end).toEqual({ code: 1, out: '', err: expect.stringMatching(`^standard input: ${code}: .*\n$`) })
  })

  test('is never the fault of a server', async () => {
    const at = await folderWith({ 'a.dat': '%PDF-1.4', 'b.json': '{"a":', 'c.json.gz': gzipSync('{}') })
    const { err } = await analyse([at('a.dat'), at('b.json'), at('c.json.gz')])
    expect(err.trimEnd().split('\n')).toEqual([
      `${at('a.dat')}: not-html: The body is binary, and no content type is named.`,
      expect.stringContaining('b.json: not-html: it is JSON, not a page'),
      expect.stringContaining('c.json.gz: not-html: it is JSON, not a page'),
    ])
  })

  test('because of the user’s module fails, or is kept without it', async () => {
    const at = await folderWith({ 'mill.html': MILL, 'loop.mjs': 'export default () => { for (;;) {} }' })
    const line = ['analyse', 'mill.html', '--module', 'loop.mjs', '--analysis-timeout', '300ms']
    const [failed, kept] = await Promise.all([
      runCommand(line, { cwd: at('.') }),
      runCommand([...line, '--module-errors', 'keep'], { cwd: at('.') }),
    ])
    const reason = 'analysis-timeout: the analysis did not end within 300 ms'
    expect(failed).toEqual({ status: 1, stdout: '', stderr: `mill.html: ${reason}\n` })
    expect(kept).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(kept.stdout)).toMatchObject({ title: 'The mill', custom: { error: reason } })
  })
})

describe('a command line of scrape analyse that cannot be run', () => {
  test.each([
    [[], 'nothing to analyse: give a file, or - for standard input'],
    [['none.html'], 'none.html: no such file'],
    [['src'], 'src: there is no page in this folder'],
    [['-', '-'], 'standard input (-) can be read only once'],
    [['https://a.example/'], 'is analysed by: scrape https://a.example/'],
    [['-', '--url', '/x'], '--url is "/x", but must be an absolute http or https URL'],
    [['-', '--content-type', 'image/png'], 'image/png is no content type of a page'],
    [['-', '--module', 'none.mjs'], 'none.mjs'],
    [['-', '--selectors', 'a=[['], 'analysis.selectors.a is "[[", but must be a CSS selector'],
    [['-', '-o', 'x.json'], '-o is for one folder of saved pages'],
    [['-', '--module-errors', 'ignore'], '--module-errors is "ignore", but must be one of "fail", "keep"'],
    [['-', '--retries', '3'], '--retries is no flag of this command'],
  ])('%j: one line, exit 2, no output', async (args, message) => {
    const { code, out, err } = await analyse(args, input(MILL))
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err.split('\n')).toEqual([expect.stringContaining(message), ''])
  })

  test('a mistyped command is told from a file', async () => {
    const { io, err } = fakeIo()
    expect(await run(['analyze', 'page.html'], io)).toBe(2)
    expect(err()).toBe('no such file: analyze; did you mean the command analyse?\n')
  })
})

describe('standard output of scrape analyse', () => {
  test('gets a large document whole, however slowly it is read', async () => {
    const words = Array.from({ length: 200_000 }, (_, i) => `word${i}`).join(' ')
    const at = await folderWith({ 'long.txt': words })
    const { child, ended } = startCommand(['analyse', 'long.txt'], { cwd: at('.') })
    child.stdout?.pause()
    await new Promise((resolve) => child.stdout?.once('readable', resolve))
    child.stdout?.resume()
    const { status, stdout } = await ended
    expect(status).toBe(0)
    expect(JSON.parse(stdout).text).toHaveLength(words.length)
  })

  test.each([
    ['may be closed by a reader who has had enough', ['a.html', 'b.html']],
    ['that is closed lets go of standard input', ['a.html', '-']],
  ])('%s', async (_name, files) => {
    const at = await folderWith({ 'a.html': MILL, 'b.html': MILL })
    const child = spawn(process.execPath, [COMMAND, 'analyse', ...files], { cwd: at('.') })
    onTestFinished(() => void child.kill('SIGKILL'))
    child.stdout.destroy()
    const [code, errors] = await Promise.all([
      new Promise((resolve) => child.on('exit', resolve)),
      streamText(child.stderr ?? Readable.from([])),
    ])
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
  })

  test('that cannot be written is an error', async () => {
    const at = await folderWith({ 'a.html': MILL })
    const readOnly = openSync(at('a.html'), 'r')
    const child = spawn(process.execPath, [COMMAND, 'analyse', 'a.html'], {
      cwd: at('.'),
      stdio: ['ignore', readOnly, 'pipe'],
    })
    onTestFinished(() => closeSync(readOnly))
    const [code, errors] = await Promise.all([
      new Promise((resolve) => child.on('exit', resolve)),
      streamText(child.stderr ?? Readable.from([])),
    ])
    expect({ code, errors }).toEqual({
      code: 3,
      errors: expect.stringContaining('cannot write standard output: EBADF'),
    })
  })
})
