import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { PassThrough } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ConfigError, InputError, LockedError } from '../src/errors.ts'
import type { ScrapeOptions } from '../src/hooks.ts'
import { scrape } from '../src/scrape.ts'
import { takeLock } from '../src/store/lock.ts'
import { serve } from './support/localServer.ts'
import { pageOf } from './support/pages.ts'
import { temporaryFolder } from './support/temporaryFolder.ts'

type At = (name: string) => string

const html: RequestListener = (request, response) => {
  response.setHeader('content-type', 'text/html').end(pageOf(request.url ?? ''))
}

/** What keeps a run from starting, though its command line is sound. */
const REFUSALS: Readonly<Record<string, (at: At) => ScrapeOptions>> = {
  'a module that does not load': (at) => {
    writeFileSync(at('in/bad.mjs'), 'throw new Error("no")')
    return { analysis: { module: at('in/bad.mjs') } }
  },
  'a module that does not load where there are no threads': (at) => {
    writeFileSync(at('in/none.mjs'), 'export const nothing = 1')
    return { analysis: { module: at('in/none.mjs'), threads: 0 } }
  },
  'a selector that is none': () => ({ analysis: { selectors: { price: '::::' } } }),
  'a selector that is none, within another': () => ({
    analysis: { selectors: { rows: [{ selector: 'p', value: { price: '::::' } }] } },
  }),
  'a file in place of the folder for pages': (at) => {
    writeFileSync(at('in/file'), '')
    return { output: { savePages: at('in/file') } }
  },
  'cookies that are none': (at) => {
    writeFileSync(at('in/jar.txt'), 'no cookie')
    return { fetch: { cookieJar: at('in/jar.txt') } }
  },
  'a folder where the output is written meanwhile': (at) => {
    mkdirSync(at('out/a.json.textmill-tmp'))
    return {}
  },
}

const isRefusal = (error: unknown): boolean => error instanceof InputError || error instanceof ConfigError

async function folders() {
  const at = await temporaryFolder()
  mkdirSync(at('in'))
  mkdirSync(at('out'))
  const asked: string[] = []
  const origin = await serve((request, response) => {
    asked.push(request.url ?? '')
    html(request, response)
  })
  const start = (more: ScrapeOptions = {}) =>
    scrape({
      input: [`${origin}/1`],
      ...more,
      fetch: { retries: 0, robots: false, ...more.fetch },
      output: { files: [at('out/a.json')], ...more.output },
    })
  return { at, start, asked, origin }
}

test.each([
  ['no options', undefined, 'the configuration is undefined, but must be an object'],
  ['null', null, 'the configuration is null, but must be an object'],
  ['a text', 'urls.txt', 'the configuration is "urls.txt", but must be an object'],
  ['a list', ['urls.txt'], 'but must be an object'],
  ['a number for a callback', { onResult: 5 }, 'onResult is 5, but must be a function'],
  ['a text for a callback', { onStart: 'x' }, 'onStart is "x", but must be a function'],
  ['null for a callback', { onMessage: null }, 'onMessage is null, but must be a function'],
  ['a number for a signal', { signal: 5 }, 'signal is 5, but must be an AbortSignal'],
  ['its controller for a signal', { signal: new AbortController() }, 'but must be an AbortSignal'],
  ['an empty state', { state: '' }, 'state is "", but must be the path of a file'],
  ['a word for a toggle', { fresh: 'yes' }, 'fresh is "yes", but must be true or false'],
  ['a path for a stream', { stdin: 'a' }, 'stdin is "a", but must be a readable stream'],
  ['a number for a stream', { stdout: 1 }, 'stdout is 1, but must be a writable stream'],
  ['what JSON cannot say', { fetch: { retries: 5n } }, 'fetch.retries is 5n, but must be a whole number'],
])('a call with %s is refused as an error of the configuration', async (_what, options, message) => {
  const call = scrape(options as unknown as ScrapeOptions)
  await expect(call).rejects.toThrow(ConfigError)
  await expect(call).rejects.toThrow(message)
})

test('all hooks that are none are named at once', async () => {
  const call = scrape({ onResult: 5, signal: 5 } as unknown as ScrapeOptions)
  await expect(call).rejects.toMatchObject({
    problems: [
      { key: 'onResult', value: 5, allowed: 'a function' },
      { key: 'signal', value: 5, allowed: 'an AbortSignal' },
    ],
  })
})

/** What lies beside the output, but for what was put there before. */
const left = (at: At): string[] =>
  readdirSync(at('out')).filter((name) => name.startsWith('a.json.state') || name === 'a.json')

describe.each(Object.entries(REFUSALS))('a start that is refused for %s', (_name, refusal) => {
  test('leaves neither state nor lock behind', async () => {
    const { at, start } = await folders()
    await expect(start(refusal(at))).rejects.toSatisfy(isRefusal)
    expect(left(at)).toEqual([])
  })

  test('leaves the state of the last run as it was, also where that was to be forgotten', async () => {
    const { at, start } = await folders()
    await start()
    const before = readFileSync(at('out/a.json.state'))
    const options = refusal(at)
    await expect(start(options)).rejects.toSatisfy(isRefusal)
    await expect(start({ ...options, fresh: true })).rejects.toSatisfy(isRefusal)
    await expect(start({ ...options, retryFailed: true })).rejects.toSatisfy(isRefusal)
    expect(readFileSync(at('out/a.json.state'))).toEqual(before)
    expect(existsSync(at('out/a.json'))).toBe(true)
  })
})

/** Lists that break off only after their first entries. */
const BROKEN: Readonly<Record<string, (lines: string) => string | Uint8Array>> = {
  'second.txt.gz': (lines) => gzipSync(lines).subarray(0, 300),
  'second.csv': (lines) => `url,name\n${lines}"never closed\n`,
  'other.csv': () => 'size,name\n1,2\n',
}

describe.each(Object.entries(BROKEN))(
  'a start that is to forget the last run, with a broken %s',
  (name, broken) => {
    const lists = (at: At, origin: string): string[] => {
      const lines = Array.from({ length: 20_000 }, (_, n) => `${origin}/${n}\n`).join('')
      writeFileSync(at('in/first.txt'), `${origin}/1\n`)
      writeFileSync(at(`in/${name}`), broken(lines))
      return [at('in/first.txt'), at(`in/${name}`)]
    }

    test('is refused: nothing is forgotten, and nothing is asked for', async () => {
      const { at, start, asked, origin } = await folders()
      await start()
      const before = readFileSync(at('out/a.json.state'))
      const askedBefore = [...asked]
      const refused = start({ input: lists(at, origin), fresh: true })
      await expect(refused).rejects.toThrow(InputError)
      await expect(refused).rejects.toThrow(name)
      expect(asked).toEqual(askedBefore)
      expect(readFileSync(at('out/a.json.state'))).toEqual(before)
    })

    test('is none where it reads no further than the first', async () => {
      const { at, start, origin } = await folders()
      await start()
      const { outcome, summary } = await start({
        input: lists(at, origin),
        fresh: true,
        source: { limit: 1 },
      })
      expect([outcome, summary.changes.new]).toEqual(['finished', 1])
    })
  },
)

interface Taken {
  readonly take: (at: At) => Disposable | undefined
  /** What the error has to name. */
  readonly name: string
}

const withFolder = (folder: string, name: string): Taken => ({
  name,
  take(at) {
    mkdirSync(at(folder))
    return undefined
  },
})

/** What stands in the way of one output of several. */
const TAKEN: Readonly<Record<string, Taken>> = {
  'a folder': withFolder('out/c.csv', 'out/c.csv'),
  'a folder where it is written meanwhile': withFolder('out/c.csv.textmill-tmp', 'out/c.csv'),
  'a folder in place of the state': withFolder('out/a.json.state', 'out/a.json.state'),
  'another run': { take: (at) => takeLock(at('out/c.csv.state')), name: 'out/c.csv.state' },
}

describe.each(Object.entries(TAKEN))('a start with several outputs, one taken by %s', (_name, taken) => {
  test('names it, asks for nothing, and leaves the others as they were', async () => {
    const { at, start, asked } = await folders()
    using _taken = taken.take(at)
    writeFileSync(at('out/a.json'), 'old')
    writeFileSync(at('out/b.jsonl.partial'), 'lines of an earlier start')
    const before = readdirSync(at('out'))
    const files = ['out/a.json', 'out/b.jsonl', 'out/d.jsonl', 'out/c.csv'].map(at)
    await expect(start({ output: { files } })).rejects.toThrow(at(taken.name))
    expect(asked).toEqual([])
    expect(readdirSync(at('out'))).toEqual(before)
    expect(readFileSync(at('out/a.json'), 'utf8')).toBe('old')
    expect(readFileSync(at('out/b.jsonl.partial'), 'utf8')).toBe('lines of an earlier start')
  })
})

test('a start that another run keeps out leaves no input open', async () => {
  const { at, start, origin } = await folders()
  using _run = takeLock(at('out/a.json.state'))
  const stdin = new PassThrough()
  stdin.write(`${origin}/1\n`)
  await expect(start({ input: ['-'], stdin })).rejects.toThrow(LockedError)
  expect(stdin.destroyed).toBe(true)
})

test('failures of a run that never was are refused, and no state is made for them', async () => {
  const { at, start } = await folders()
  await expect(start({ retryFailed: true })).rejects.toThrow(
    `no run to ask the failures of again: there is no ${at('out/a.json.state')}`,
  )
  expect(left(at)).toEqual([])
})
