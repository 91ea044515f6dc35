import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CliIo, RunScrape } from '../../src/cli/io.ts'
import { run } from '../../src/cli/run.ts'
import { version } from '../../src/config/version.ts'
import {
  ConfigError,
  InputError,
  LockedError,
  OutputError,
  StateError,
  StoppedError,
} from '../../src/errors.ts'
import { openStore } from '../support/store.ts'
import { fakeIo, fakeScrape, fakeSignals, report, writtenTo } from './fakeIo.ts'

let cwd = ''
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'textmill-cli-'))
})
afterEach(() => rm(cwd, { recursive: true }))

/** Runs a command line in the empty folder: exit code, output, messages, and what the main job was given. */
async function scrape(line: string | readonly string[], facts: Partial<CliIo> = {}) {
  const job = fakeScrape()
  const { io, out, err } = fakeIo({ cwd, runScrape: job.runScrape, ...facts })
  const argv = typeof line === 'string' ? line.split(' ').filter((word) => word !== '') : line
  const code = await run(argv, io)
  return {
    code,
    out: out(),
    err: err(),
    calls: job.calls,
    config: job.calls[0]?.[0],
    hooks: job.calls[0]?.[1],
  }
}

const ending = (end: () => ReturnType<RunScrape> | never) => ({ runScrape: async () => end() })

describe('help', () => {
  test('is a page on standard output', async () => {
    const { code, out, err } = await scrape('--help')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    await expect(out).toMatchFileSnapshot('help.txt')
  })

  test('each command has its own', async () => {
    expect(await scrape('init --help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('scrape init'),
    })
    expect((await scrape('demo -h')).out).toMatch(/--output.*--quiet/s)
  })

  test('the version stands on standard output', async () => {
    expect(await scrape('--version -q')).toMatchObject({ code: 0, out: `${version}\n`, err: '' })
  })
})

describe('the main job', () => {
  test('has the engine set up for it when it begins, and no sooner', async () => {
    const calls: string[] = []
    const runScrape: RunScrape = async (_config, { onStart, onMerge }) => {
      calls.push('loaded')
      onStart?.({ progress: () => expect.unreachable() })
      calls.push('fetched')
      onMerge?.()
      return report()
    }
    await scrape('a.txt -q', {
      runScrape,
      tuneEngine: () => calls.push('tuned'),
      tuneEngineToMerge: () => calls.push('tuned to merge'),
    })
    expect(calls).toEqual(['loaded', 'tuned', 'fetched', 'tuned to merge'])
  })

  test('gets inputs, outputs and flags', async () => {
    const line =
      'a.txt - -o out.json -o out.jsonl --per-host 2 --timeout 5s --state s --fresh https://x.example/'
    const { code, config, hooks } = await scrape(line)
    expect(code).toBe(0)
    expect(config).toMatchObject({
      input: ['a.txt', '-', 'https://x.example/'],
      output: { files: ['out.json', 'out.jsonl'] },
      fetch: { perHost: { concurrency: 2 }, timeoutMs: 5000, concurrency: 64 },
    })
    expect(hooks).toMatchObject({ state: 's', fresh: true, signal: expect.any(AbortSignal) })
  })

  test('writes to standard output when no file is named', async () => {
    expect((await scrape('a.txt')).config?.output).toMatchObject({ files: ['-'], format: 'jsonl' })
  })

  test('a key that is true or false needs no value', async () => {
    const alone = await scrape('--timings a.txt --no-corpus --http2 false')
    expect(alone.config).toMatchObject({
      input: ['a.txt'],
      output: { timings: true },
      merge: { corpus: false },
      fetch: { http2: false },
    })
  })

  test('a word after -- is an input, whatever it looks like', async () => {
    expect((await scrape('-- -weird demo')).config?.input).toEqual(['-weird', 'demo'])
  })

  test('values that look like numbers stay as written', async () => {
    expect((await scrape('007 1e3 -o 1.0')).config).toMatchObject({
      input: ['007', '1e3'],
      output: { files: ['1.0'] },
    })
  })

  test('a bare scrape does what the file in the folder says; flags and variables go before it', async () => {
    const file = { input: ['u.txt'], output: { files: ['o.json'] }, fetch: { retries: 1, maxRedirects: 1 } }
    await writeFile(join(cwd, 'scraper.config.json'), JSON.stringify(file))
    const bare = await scrape('', { env: { SCRAPER_FETCH_RETRIES: '2' } })
    expect(bare.config?.fetch).toMatchObject({ retries: 2, maxRedirects: 1 })
    expect(bare.config?.input[0]).toMatch(/u\.txt$/)
    const flagged = await scrape('x.txt -o y.json --retries 5', { env: { SCRAPER_FETCH_RETRIES: '2' } })
    expect(flagged.config).toMatchObject({
      input: ['x.txt'],
      output: { files: ['y.json'] },
      fetch: { retries: 5 },
    })
  })

  test('-c names another file', async () => {
    const path = join(cwd, 'other.json')
    await writeFile(path, '{ "input": ["u.txt"], "fetch": { "retries": 7 } }')
    const { config } = await scrape(['-c', path])
    expect(config).toMatchObject({ input: [join(cwd, 'u.txt')], fetch: { retries: 7 } })
  })
})

test('--rate is the interval, and goes before that of the file', async () => {
  await writeFile(join(cwd, 'scraper.config.json'), '{ "fetch": { "perHost": { "intervalMs": 9 } } }')
  expect((await scrape('a.txt --rate 0.5')).config?.fetch.perHost).toEqual({
    concurrency: 4,
    intervalMs: 2000,
  })
})

test('secrets come from the variables of the command, and are not shown by -v', async () => {
  const file = { fetch: { hosts: { 'a.example': { auth: `me:$\{WORD}` } } } }
  await writeFile(join(cwd, 'scraper.config.json'), JSON.stringify(file))
  const line = ['a.txt', '-v', '--header', `Authorization: Bearer $\{WORD}`]
  const { config, err, out } = await scrape(line, { env: { WORD: 'hunter2' } })
  expect(config?.fetch).toMatchObject({
    headers: { Authorization: 'Bearer hunter2' },
    hosts: { 'a.example': { auth: 'me:hunter2' } },
  })
  expect(err + out).not.toContain('hunter2')
})

test('what a run finds wrong with the configuration says where in the file that stands', async () => {
  await writeFile(join(cwd, 'scraper.config.json'), '{ "analysis": {\n  "module": "none.mjs" } }')
  const job = ending(() => Promise.reject(new InputError('no module', { key: 'analysis.module' })))
  const place = 'scraper.config.json:2:13: no module\n'
  expect(await scrape('a.txt', job)).toMatchObject({ code: 2, err: expect.stringContaining(place) })
  const given = { code: 2, err: 'no module\n' }
  expect(await scrape('a.txt --module mine.mjs', job)).toMatchObject(given)
  const env = { SCRAPER_ANALYSIS_MODULE: 'mine.mjs' }
  expect(await scrape('a.txt', { ...job, env })).toMatchObject(given)
})

test('a column may be named wherever an input may have it', async () => {
  for (const input of ['a.csv', 'a.txt', '-', 'export']) {
    const { code, config } = await scrape(`${input} http://a.example/ --url-column page`)
    expect([code, config?.source.urlColumn]).toEqual([0, 'page'])
  }
  await writeFile(join(cwd, 'scraper.config.json'), '{ "source": { "urlColumn": "page" } }')
  expect((await scrape('http://a.example/')).code).toBe(0)
  expect((await scrape(['http://a.example/', '--url-column', ''])).code).toBe(0)
})

describe('a command line that cannot be run', () => {
  test.each([
    ['', 'nothing to scrape: give a file of URLs, a URL or - for standard input'],
    ['a.txt --concurency 3', 'unknown flag --concurency; did you mean --concurrency?'],
    ['a.txt --toString', 'unknown flag --toString'],
    ['a.txt --constructor=3', 'unknown flag --constructor'],
    ['a.txt --__proto__ 3', 'unknown flag --__proto__'],
    ['a.txt -x', 'unknown flag -x'],
    ['a.txt --no-fresh', 'unknown flag --no-fresh'],
    ['a.txt --fresh=5', '--fresh takes no value'],
    ['a.txt --concurrency', '--concurrency needs a value'],
    ['a.txt --rate', '--rate needs a value'],
    ['a.txt --rate 0', '--rate is "0", but must be requests a second, such as 2 or 0.5'],
    ['a.txt --rate 1 --interval 1s', '--rate and --interval say the same: give one of them'],
    ['a.txt --heders x', 'unknown flag --heders; did you mean --headers?'],
    ['a.txt -o --fresh', '-o needs a value'],
    ['a.txt --concurrency 0', '--concurrency is "0", but must be "auto" or a whole number from 1 to 1024'],
    ['a.txt --threads -1', '--threads is "-1", but must be "auto" or a whole number from 0 to 256'],
    ['dmeo', 'no such file: dmeo; did you mean the command demo?'],
    ['inti', 'no such file: inti; did you mean the command init?'],
    ['http://a.example/ --url-column page', '--url-column is "page", but no input is a table'],
    ['a.jsonl b.xml --url-column page', '--url-column is "page", but no input is a table'],
    ['demo --fresh', '--fresh is no flag of this command'],
    ['init now', 'unexpected argument "now"'],
    ['-c none.json a.txt', 'none.json: no such file'],
  ])('scrape %s: one line, exit 2, nothing fetched', async (line, message) => {
    const { code, err, out, calls } = await scrape(line)
    expect({ code, out, calls }).toEqual({ code: 2, out: '', calls: [] })
    expect(err.split('\n')).toEqual([expect.stringContaining(message), ''])
  })

  test.each([
    ['a.txt', '--header', 'Bearer hunter2'],
    ['a.txt', '--header', 'x: hunter2', '--header', 'x: hunter2'],
    ['a.txt', '--header', 'x: hunter2', '--header', `y: $\{NONE}`],
    ['a.txt', '--headr', 'x: hunter2'],
    ['a.txt', '--headr=hunter2'],
    ['a.txt', '--proxy', 'socks5://u:hunter2@h'],
    ['a.txt', '--hosts', 'u:hunter2'],
    ['init', '--proxy', 'http://u:hunter2@h'],
    ['init', '--proxy=http://u:hunter2@h'],
    ['demo', '--header', 'x: hunter2'],
  ])('what is secret is not shown: scrape %s %s %s', async (...line) => {
    const { code, out, err, calls } = await scrape(line)
    expect([code, calls]).toEqual([2, []])
    expect(err).not.toBe('')
    expect(out + err).not.toContain('hunter2')
  })

  test('a file with the name of a mistyped command is a file', async () => {
    await writeFile(join(cwd, 'dmeo'), '')
    expect(await scrape('dmeo')).toMatchObject({ code: 0, config: { input: ['dmeo'] } })
  })

  test('a variable that is wrong is named, and so is every problem of a file', async () => {
    const named = await scrape('a.txt', { env: { SCRAPER_FETCH_CONCURENCY: '1' } })
    expect(named).toMatchObject({
      code: 2,
      calls: [],
      err: expect.stringContaining('SCRAPER_FETCH_CONCURRENCY?'),
    })
    await writeFile(join(cwd, 'scraper.config.json'), '{\n"a": 1,\n"fetch": { "retries": -1 } }')
    const { code, err } = await scrape('a.txt')
    expect(code).toBe(2)
    expect(err).toMatch(
      /scraper\.config\.json:2:1: .*a.*\n.*scraper\.config\.json:3:23: fetch\.retries is -1/,
    )
  })

  test('an output that is the configuration itself is refused', async () => {
    const path = join(cwd, 'scraper.config.json')
    await writeFile(path, '{}')
    const { code, err, calls } = await scrape(['a.txt', '-o', path])
    expect([code, calls]).toEqual([2, []])
    expect(err).toContain('is the configuration, and would be written over')
  })
})

describe('the exit code', () => {
  const failing = { failed: 1, byFailure: { timeout: 1 } }

  test.each([
    [0, 'all went well', report()],
    [1, 'pages failed', report({}, failing)],
    [3, 'it was stopped', report({ outcome: 'interrupted' }, failing)],
  ])('is %d when %s', async (code, _when, end) => {
    expect(
      await scrape(
        'a.txt',
        ending(async () => end),
      ),
    ).toMatchObject({ code })
  })

  const changes = { new: 0, unchanged: 9, cosmetic: 0, changed: 0, gone: 0, removed: 0 }

  test.each([
    ['2 of 40 pages may fail, by number', '--allow-failures 2', { pages: 40, failed: 2 }, 0],
    ['3 of 40 are too many', '--allow-failures 2', { pages: 40, failed: 3 }, 1],
    ['2 of 40 pages may fail, by share', '--allow-failures 5%', { pages: 40, failed: 2 }, 0],
    ['3 of 40 are more than that share', '--allow-failures 5%', { pages: 40, failed: 3 }, 1],
    ['a share has a fraction', '--allow-failures 2.5%', { pages: 40, failed: 1 }, 0],
    ['a page has changed', '--exit-code-on change', { changes: { ...changes, changed: 1 } }, 5],
    [
      'a page is gone, and so has failed',
      '--exit-code-on change',
      { failed: 1, changes: { ...changes, gone: 1 } },
      5,
    ],
    ['a page is no longer listed', '--exit-code-on change', { changes: { ...changes, removed: 1 } }, 5],
    ['nobody asked', '', { changes: { ...changes, changed: 1 } }, 0],
    [
      'only what nobody sees has changed',
      '--exit-code-on change',
      { changes: { ...changes, cosmetic: 2 } },
      0,
    ],
    ['pages failed and none has changed', '--exit-code-on change', { failed: 1, changes }, 1],
  ])('where %s (%s)', async (_what, flags, counts, expected) => {
    const end = ending(async () => report({}, counts))
    expect(await scrape(`a.txt ${flags}`, end)).toMatchObject({ code: expected })
  })

  test('of a run that was stopped is 3, whatever has changed', async () => {
    const end = ending(async () => report({ outcome: 'interrupted' }, { failed: 1 }))
    expect(await scrape('a.txt --exit-code-on change --allow-failures 5', end)).toMatchObject({ code: 3 })
  })

  test.each([
    [2, new ConfigError('no good')],
    [2, new InputError('a.txt: no such file')],
    [2, new StateError('newer schema')],
    [3, new OutputError('disk is full')],
    [4, new LockedError('held by 7')],
  ])('is %d for a %s, told in one line', async (code, error) => {
    const ended = await scrape(
      'a.txt',
      ending(() => Promise.reject(error)),
    )
    expect(ended).toMatchObject({ code, err: `${error.message}\n` })
  })

  test.each(['', ' --log-format json'])(
    'is 3 for a stop that was asked for, of which -q says nothing%s',
    async (format) => {
      const stopped = ending(() => Promise.reject(new StoppedError('stopped before the first page')))
      expect(await scrape(`a.txt${format}`, stopped)).toMatchObject({
        code: 3,
        err: expect.stringContaining('stopped before the first page'),
      })
      expect(await scrape(`a.txt -q${format}`, stopped)).toMatchObject({ code: 3, out: '', err: '' })
    },
  )

  test('is 3 for a demo that was stopped, of which -q says nothing', async () => {
    const signals = fakeSignals()
    const runScrape: RunScrape = async () => {
      signals.emit('SIGINT', 'SIGINT')
      return report({ outcome: 'interrupted' })
    }
    expect(await scrape('demo -q', { signals, runScrape })).toMatchObject({ code: 3, out: '', err: '' })
  })

  test('is 3 for an input that breaks off, which -q tells', async () => {
    const broken = new StoppedError('a.csv: never closed', { cause: new InputError('a.csv: never closed') })
    const ended = await scrape(
      'a.csv -q',
      ending(() => Promise.reject(broken)),
    )
    expect(ended).toMatchObject({ code: 3, err: 'a.csv: never closed\n' })
  })

  test('is 70 for a bug, which keeps its stack', async () => {
    const ended = await scrape(
      'a.txt',
      ending(() => Promise.reject(new TypeError('x is not a function'))),
    )
    expect(ended.code).toBe(70)
    expect(ended.err).toMatch(
      /^TypeError: x is not a function\n +at .*run\.test\.ts.*this is a bug in textmill/s,
    )
  })

  test('is 0 when the reader of standard output has had enough', async () => {
    const { io } = fakeIo({ cwd })
    const runScrape: RunScrape = async () => report({ outcome: 'pipe-closed' }, failing)
    expect(await run(['a.txt'], { ...io, runScrape })).toBe(0)
  })
})

describe('what the user sees', () => {
  const eventful: RunScrape = async (_config, hooks) => {
    hooks.onMessage?.({ level: 'info', text: 'going on with yesterday' })
    hooks.onMessage?.({ level: 'warn', text: 'odd \u001b[2J' })
    hooks.onResult?.({
      index: 0,
      url: 'https://a.example/\u202e',
      status: 'skipped',
      reason: 'duplicate',
      of: 1,
    })
    return report({ written: ['out.json'] })
  }

  test('is messages and a summary', async () => {
    expect((await scrape('a.txt', { runScrape: eventful })).err).toBe(
      'going on with yesterday\nwarning: odd \\x1b[2J\n1 page in 1.2s: 1 ok, 0 failed, 0 skipped\nwrote out.json\n',
    )
  })

  test('has no line that is redrawn where the results go to the same screen', async () => {
    const progress = { done: 0, total: 0, inputEnded: false, failed: 0, fetching: 0, fetchSlots: 1 }
    const rest = { analysing: 0, threads: 0, bufferedBytes: 0, waitingForRetry: 0 }
    const slow: RunScrape = async (_config, hooks) => {
      vi.useFakeTimers()
      hooks.onStart?.({ progress: () => ({ ...progress, ...rest }) })
      vi.advanceTimersByTime(500)
      vi.useRealTimers()
      return report()
    }
    const screen = () => Object.assign(new PassThrough(), { isTTY: true, columns: 80 })
    const redraws = async (line: string) => {
      const stderr = screen()
      await scrape(line, { runScrape: slow, stdout: screen(), stderr })
      return writtenTo(stderr).includes('\r')
    }
    expect(await redraws('a.txt')).toBe(false)
    expect(await redraws('a.txt -o out.json')).toBe(true)
  })

  test('is only what is wrong with -q', async () => {
    expect((await scrape('a.txt -q', { runScrape: eventful })).err).toBe('warning: odd \\x1b[2J\n')
    expect((await scrape('a.txt -q -v', { runScrape: eventful })).err).toBe('warning: odd \\x1b[2J\n')
  })

  test('is with -q how the run went where pages failed, or where a change was asked for', async () => {
    const failed = ending(async () => report({}, { failed: 1, byFailure: { timeout: 1 } }))
    expect((await scrape('a.txt -q', failed)).err).toMatch(/^1 page .*\nfailed: 1 timeout\n$/)
    expect((await scrape('a.txt -q --allow-failures 1', failed)).err).toBe('')
    const changed = ending(async () => report({ written: ['out.json'] }))
    expect((await scrape('a.txt -q --exit-code-on change', changed)).err).toContain('wrote out.json\n')
    const stopped = ending(async () => report({ outcome: 'interrupted' }, { failed: 1 }))
    expect(await scrape('a.txt -q', stopped)).toMatchObject({ code: 3, err: '' })
    const { err } = await scrape('a.txt -q --log-format json', failed)
    expect(JSON.parse(err)).toMatchObject({ level: 'warn', event: 'run-finished', exitCode: 1 })
  })

  test('is every page too with -v', async () => {
    const { err } = await scrape('a.txt -v', { runScrape: eventful })
    expect(err).toContain('skipped duplicate https://a.example/\\u202e\n')
  })

  test('is an event a line with --log-format json, errors too', async () => {
    const events = (err: string) =>
      err
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
    const told = await scrape('a.txt -v --log-format json', { runScrape: eventful })
    expect(events(told.err)).toMatchObject([
      { level: 'info', event: 'message', text: 'going on with yesterday' },
      { level: 'warn', event: 'message', text: 'odd \u001b[2J' },
      { level: 'info', event: 'page', index: 0, status: 'skipped', reason: 'duplicate' },
      { event: 'run-finished', outcome: 'finished', summary: { pages: 1 }, written: ['out.json'] },
    ])
    const quiet = await scrape('a.txt -q --log-format json', { runScrape: eventful })
    expect(events(quiet.err)).toMatchObject([{ level: 'warn' }])
    const locked = ending(() => Promise.reject(new LockedError('held by 7')))
    const failed = await scrape('a.txt -q --log-format json', locked)
    expect(failed.code).toBe(4)
    expect(events(failed.err)).toMatchObject([
      { level: 'error', event: 'run-failed', exitCode: 4, text: 'held by 7' },
    ])
    expect(await scrape('a.txt --log-format xml')).toMatchObject({
      code: 2,
      calls: [],
      err: '--log-format is "xml", but must be "text" or "json"\n',
    })
  })

  test('says what has changed where there was something to compare with', async () => {
    const counts = { new: 1, unchanged: 5, cosmetic: 0, changed: 2, gone: 0, removed: 1 }
    const { err } = await scrape(
      'a.txt',
      ending(async () => report({}, { changes: counts })),
    )
    expect(err).toContain('since the last run: 1 new, 5 unchanged, 2 changed, 1 removed\n')
  })

  test('of a signal is what happens now and what the next one does', async () => {
    const signals = fakeSignals()
    const runScrape: RunScrape = async (_config, { signal }) => {
      signals.emit('SIGINT', 'SIGINT')
      return report({ outcome: signal?.aborted ? 'interrupted' : 'finished' })
    }
    const { code, err } = await scrape('a.txt', { runScrape, signals })
    expect(code).toBe(3)
    expect(err).toMatch(/^stopping: .*once more to end at once\n/)
    expect(signals.listenerCount('SIGINT')).toBe(0)
  })

  test.each([
    ['', 'the same command continues'],
    [' --fresh', 'the same command without --fresh continues'],
    [' --max-runtime 1s --fresh', 'the same command without --fresh continues'],
    [' --format json -o -', 'without an output file nothing is kept'],
  ])('of a run with "%s" that was stopped is what goes on with it', async (flags, words) => {
    const output = join(cwd, 'out.json')
    const runScrape: RunScrape = async () => {
      await writeFile(`${output}.state`, '')
      return report({ outcome: 'interrupted' })
    }
    const line = flags.includes('-o') ? `a.txt${flags}` : `a.txt -o ${output}${flags}`
    const { err } = await scrape(line, { runScrape })
    expect(err).toContain(`\nstopped before the end; ${words}\n`)
  })
})

describe('whoever is told of the end', () => {
  test('is ended, with all that it has started, when its time is over', async () => {
    const file = join(cwd, 'ended')
    const command = `(trap "echo ended > '${file}'" TERM; sleep 60 & wait) & wait`
    const words = ['a.txt', '-q', '--on-finish', command, '--on-finish-timeout', '300ms']
    const { code, err } = await scrape(words, { env: { PATH: process.env.PATH } })
    expect({ code, err }).toEqual({
      code: 0,
      err: 'warning: run.onFinish: the command ended with SIGTERM, for its 0.3 s were over\n',
    })
    await vi.waitFor(async () => expect(await readFile(file, 'utf8')).toBe('ended\n'))
  })

  test('is ended by a signal, though another one has stopped the run itself', async () => {
    const signals = fakeSignals()
    const file = join(cwd, 'begun')
    const runScrape: RunScrape = async () => {
      signals.emit('SIGTERM', 'SIGTERM')
      return report({ outcome: 'interrupted' })
    }
    const env = { PATH: process.env.PATH }
    const told = scrape(['a.txt', '-q', '--on-finish', `touch '${file}'; sleep 60`], {
      runScrape,
      signals,
      env,
    })
    await vi.waitFor(() => readFile(file, 'utf8'))
    signals.emit('SIGTERM', 'SIGTERM')
    expect(await told).toMatchObject({
      code: 3,
      err: 'warning: run.onFinish: the command ended with SIGTERM, for it was stopped\n',
    })
    expect(signals.listenerCount('SIGTERM')).toBe(0)
  })

  test('is no address that is none', async () => {
    expect(await scrape(['a.txt', '--on-finish', 'https://'])).toMatchObject({ code: 2, calls: [] })
  })

  test('is a command with the summary on its input, whose failure is a warning', async () => {
    const file = join(cwd, 'told.json')
    const told = await scrape(['a.txt', '--on-finish', `cat > '${file}'; exit "$SCRAPE_EXIT_CODE"`], {
      ...ending(async () => report({ written: ['out.json'] }, { failed: 1 })),
      env: { PATH: process.env.PATH },
    })
    expect(told).toMatchObject({
      code: 1,
      err: expect.stringContaining('run.onFinish: the command ended with 1'),
    })
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      outcome: 'finished',
      exitCode: 1,
      summary: { failed: 1 },
      outputs: ['out.json'],
    })
  })

  test('hears of a run that an error has ended, too', async () => {
    const file = join(cwd, 'told.json')
    const { code } = await scrape(['a.txt', '--on-finish', `cat > '${file}'`], {
      ...ending(() => Promise.reject(new OutputError('disk is full'))),
      env: { PATH: process.env.PATH },
    })
    expect(code).toBe(3)
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      outcome: 'failed',
      exitCode: 3,
      error: 'disk is full',
    })
  })
})

describe('init', () => {
  test('writes a configuration that runs, and its schema', async () => {
    expect(await scrape('init')).toMatchObject({ code: 0, out: '' })
    expect(JSON.parse(await readFile(join(cwd, 'scraper.schema.json'), 'utf8'))).toMatchObject({
      type: 'object',
    })
    const { code, config } = await scrape('')
    expect(code).toBe(0)
    expect(config?.input[0]).toMatch(/urls\.txt$/)
    expect(config?.output.files[0]).toMatch(/out\.json$/)
  })

  test.each(['scraper.config.json', 'scraper.schema.json'])('never overwrites %s', async (name) => {
    await writeFile(join(cwd, name), 'mine')
    const { code, err } = await scrape('init')
    expect({ code, err }).toEqual({ code: 2, err: `${name} exists already, and init overwrites nothing\n` })
    expect(await readFile(join(cwd, name), 'utf8')).toBe('mine')
  })

  test('prints the line of a crontab, and the units of systemd, for the configuration that is there', async () => {
    await writeFile(join(cwd, 'scraper.config.json'), '{ "schedule": "30 4 * * *" }')
    const cron = await scrape('init --cron')
    expect(cron).toMatchObject({ code: 0, err: '' })
    expect(cron.out).toMatch(/^30 4 \* \* \* cd \/.* -c \/.*scraper\.config\.json -q\n$/)
    expect((await scrape('init --systemd')).out).toContain('OnCalendar=*-*-* 04:30:00')
    expect((await scrape(['init', '--cron', '--schedule', '0 5 * * 1'])).out).toMatch(/^0 5 \* \* 1 /)
  })

  test('says at three in the night where no schedule is set', async () => {
    await writeFile(join(cwd, 'scraper.config.json'), '{}')
    expect((await scrape('init --cron')).out).toMatch(/^0 3 \* \* \* /)
  })

  test('has nothing to run without a configuration, and prints one way at a time', async () => {
    expect(await scrape('init --cron')).toMatchObject({
      code: 2,
      out: '',
      err: 'no scraper.config.json here: scrape init writes one, or name one with -c\n',
    })
    expect(await scrape('init --cron --systemd')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--cron and --systemd are two ways'),
    })
  })
})

describe('watch', () => {
  test('wants a schedule before it waits', async () => {
    expect(await scrape('watch a.txt')).toMatchObject({
      code: 2,
      calls: [],
      err: expect.stringContaining('no schedule: set "schedule" in scraper.config.json'),
    })
    expect(await scrape(['watch', 'a.txt', '--schedule', 'at tea'])).toMatchObject({
      code: 2,
      calls: [],
      err: expect.stringContaining('at tea'),
    })
  })

  test('wants a job before it waits', async () => {
    const said = await scrape(['watch', '--schedule', '0 3 * * *'])
    expect(said).toMatchObject({ code: 2, calls: [], err: expect.stringContaining('nothing to scrape') })
  })

  test('names the file in which a schedule or inputs are missing', async () => {
    const file = join(cwd, 'night.json')
    await writeFile(file, '{}')
    expect((await scrape(['watch', '-c', file])).err).toContain(`set "schedule" in ${file},`)
    expect((await scrape(['-c', file])).err).toContain(`set "input" in ${file}\n`)
  })

  test('runs the job of its command line, and ends with it when it is stopped', async () => {
    const signals = fakeSignals()
    const job = fakeScrape({ outcome: 'interrupted' })
    const { code, err } = await scrape(['watch', 'a.txt', '--now', '--schedule', '0 3 * * *'], {
      signals,
      runScrape: async (...call) => {
        signals.emit('SIGINT')
        return await job.runScrape(...call)
      },
    })
    expect(code).toBe(3)
    expect(job.calls).toHaveLength(1)
    expect(job.calls[0]?.[0]).toMatchObject({ input: ['a.txt'] })
    expect(job.calls[0]?.[1]?.signal?.aborted).toBe(true)
    expect(err).not.toContain('next run')
  })

  test('goes on at once with a run that was cut short before, and with no other', async () => {
    const output = join(cwd, 'out.json')
    const words = ['watch', 'a.txt', '-o', output, '--schedule', '0 3 * * *']
    const signals = fakeSignals()
    const job = fakeScrape({ outcome: 'interrupted' })
    const runScrape: RunScrape = (...call) => {
      signals.emit('SIGTERM')
      return job.runScrape(...call)
    }
    const store = await openStore(`${output}.state`)
    store[Symbol.dispose]()
    const { err } = await scrape(words, { signals, runScrape })
    expect(job.calls).toHaveLength(1)
    expect(err).toMatch(/^the run of 20\d\d-\d\d-\d\d \d\d:\d\d .* was cut short: it goes on now\n/)
    const waits = async (): Promise<void> => {
      const waiting = scrape(words, { signals, runScrape })
      await vi.waitFor(() => expect(signals.listenerCount('SIGTERM')).toBe(1), 10_000)
      signals.emit('SIGTERM')
      expect((await waiting).err).toMatch(/^next run: /)
      expect(job.calls).toHaveLength(1)
    }
    const worker = await openStore(`${output}.state`)
    await waits()
    worker.closeRun()
    worker[Symbol.dispose]()
    await waits()
  })

  test('wants inputs that it can read before every run', async () => {
    expect(await scrape(['watch', '-', '--now', '--schedule', '0 3 * * *'])).toMatchObject({
      code: 2,
      calls: [],
      err: expect.stringContaining('standard input can be read only once'),
    })
  })

  test('goes on by the schedule after a run that failed', async () => {
    const signals = fakeSignals()
    const { code, err } = await scrape(['watch', 'a.txt', '--now', '--schedule', '0 3 * * *'], {
      signals,
      runScrape: async () => {
        setImmediate(function stopOnceItWaits() {
          if (signals.listenerCount('SIGINT') > 0) signals.emit('SIGTERM')
        })
        throw new StateError('a.state is damaged')
      },
    })
    expect(code).toBe(0)
    expect(err).toMatch(/a\.state is damaged\n.*ended with exit code 2\n.*next run: /s)
  })
})
