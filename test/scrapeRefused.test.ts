import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { describe, expect, test } from 'vitest'
import { InputError } from '../src/errors.ts'
import type { ScrapeOptions } from '../src/hooks.ts'
import { scrape } from '../src/scrape.ts'
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

async function folders() {
  const at = await temporaryFolder()
  mkdirSync(at('in'))
  mkdirSync(at('out'))
  const origin = await serve(html)
  const start = (more: ScrapeOptions = {}) =>
    scrape({
      input: [`${origin}/1`],
      ...more,
      fetch: { retries: 0, robots: false, ...more.fetch },
      output: { files: [at('out/a.json')], ...more.output },
    })
  return { at, start }
}

/** What lies beside the output, but for what was put there before. */
const left = (at: At): string[] =>
  readdirSync(at('out')).filter((name) => name.startsWith('a.json.state') || name === 'a.json')

describe.each(Object.entries(REFUSALS))('a start that is refused for %s', (_name, refusal) => {
  test('leaves neither state nor lock behind', async () => {
    const { at, start } = await folders()
    await expect(start(refusal(at))).rejects.toThrow(InputError)
    expect(left(at)).toEqual([])
  })

  test('leaves the state of the last run as it was, also where that was to be forgotten', async () => {
    const { at, start } = await folders()
    await start()
    const before = readFileSync(at('out/a.json.state'))
    const options = refusal(at)
    await expect(start(options)).rejects.toThrow(InputError)
    await expect(start({ ...options, fresh: true })).rejects.toThrow(InputError)
    await expect(start({ ...options, retryFailed: true })).rejects.toThrow(InputError)
    expect(readFileSync(at('out/a.json.state'))).toEqual(before)
    expect(existsSync(at('out/a.json'))).toBe(true)
  })
})

test('failures of a run that never was are refused, and no state is made for them', async () => {
  const { at, start } = await folders()
  await expect(start({ retryFailed: true })).rejects.toThrow(
    `no run to ask the failures of again: there is no ${at('out/a.json.state')}`,
  )
  expect(left(at)).toEqual([])
})
