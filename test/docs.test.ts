import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { loadAnalysisTools } from '../src/analysis/analysisTools.ts'
import { commands } from '../src/cli/commands.ts'
import { exitCodes } from '../src/cli/exitCodes.ts'
import { configFlags } from '../src/cli/flags.ts'
import { invocationOf } from '../src/cli/invocation.ts'
import { run } from '../src/cli/run.ts'
import { statusJson } from '../src/cli/statusCommand.ts'
import { storyJson } from '../src/cli/storyJson.ts'
import { cronText, systemdText } from '../src/cli/unattendedText.ts'
import { analyserNames, resolveAnalysers } from '../src/config/analysers.ts'
import { optionsTable } from '../src/config/optionsTable.ts'
import { readConfigFile } from '../src/config/readConfigFile.ts'
import { resolveOptions } from '../src/config/resolveOptions.ts'
import { flagSettings } from '../src/config/textSettings.ts'
import { explainPage } from '../src/explainPage.ts'
import type { ScrapeHooks } from '../src/hooks.ts'
import { mayPass } from '../src/schedule/retryDelay.ts'
import { scrape } from '../src/scrape.ts'
import { stateStatus } from '../src/stateStatus.ts'
import type { FailureCode } from '../src/types.ts'
import { analysed } from './analysis/support/analysed.ts'
import { fakeIo } from './cli/fakeIo.ts'
import { commandWords } from './docs/commandWords.ts'
import { readableJson } from './docs/exampleJson.ts'
import { expectParts } from './docs/expectParts.ts'
import {
  anchors,
  codeBlock,
  codeLines,
  documents,
  readDocument,
  repositoryFile,
  tableRows,
} from './docs/markdown.ts'
import { EARLIER_PAGES, serveMill } from './docs/millSite.ts'
import { serve } from './support/localServer.ts'
import { pageOf } from './support/pages.ts'
import { temporaryFolder } from './support/temporaryFolder.ts'

/** Runs a file of examples/ as a user would. Returns the lines it prints. */
async function runExample(name: string, args: readonly string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [repositoryFile(name), ...args])
  return stdout.trimEnd().split('\n')
}

describe('README.md', () => {
  test('has the table of options and a real out.json', async () => {
    const at = await temporaryFolder()
    const { origin, shown } = await serveMill()
    writeFileSync(at('urls.txt'), `${origin}/\n${origin}/old\n${origin}/#wheel\n`)
    await scrape({ input: [at('urls.txt')], output: { files: [at('out.json')] }, analysis: { threads: 2 } })
    const { run, ...lasting } = JSON.parse(shown(readFileSync(at('out.json'), 'utf8')))
    // Times and slots change from run to run; that they are there, and called so, does not.
    const steadyRun = {
      startedAt: '2026-11-02T03:15:00.000Z',
      elapsedMs: 84,
      version: run.version,
      reused: run.reused,
      stages: {
        schedule: {
          busyMs: 2,
          waitedMs: { slots: 0, buffer: 0, output: 0, hosts: 0, retries: 0, input: 1, nothing: 59 },
        },
        fetch: { ...run.stages.fetch, busyMs: 41, maxInFlight: 2 },
        buffer: run.stages.buffer,
        analysis: { ...run.stages.analysis, busyMs: 9 },
        store: { busyMs: 3 },
        merge: { busyMs: 12 },
        mainThread: { busyMs: 61 },
      },
      bottleneck: 'too short to tell: 0.1 s',
    }
    expect(Object.keys(steadyRun.stages)).toEqual(Object.keys(run.stages))
    expect(Object.keys(steadyRun)).toEqual(Object.keys(run))
    const example = readableJson({ ...lasting, run: steadyRun })
    await expectParts('README.md', { options: optionsTable(), example: codeBlock('json', example) })
  })

  test('begins with the two commands', () => {
    expect(codeLines(readDocument('README.md')).slice(0, 2)).toEqual(['npm ci && npx scrape demo', 'npm cit'])
  })

  test('leads to every document', () => {
    const inDocs = documents().filter((name) => /^docs\/[^/]+$/.test(name))
    const [folders = ''] = readDocument('README.md').split('## What goes where').slice(1)
    expect(inDocs.filter((name) => !folders.split('How to change')[0]?.includes(`(${name})`))).toEqual([])
  })

  test('shows what a misspelt key is told', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('scraper.config.json'), '{ "fetch": { "concurency": 8 } }')
    const { io, err } = fakeIo({ cwd: at('.') })
    await run([], io)
    const [shown = ''] = /^scraper.config.json:.*unknown key.*(?=…$)/m.exec(readDocument('README.md')) ?? []
    expect(shown).not.toBe('')
    const told = err()
    expect(told.slice(told.indexOf('scraper.config.json'))).toContain(shown)
  })

  test('has a row for every exit code', () => {
    const codes = tableRows(readDocument('README.md')).flatMap(([first = '']) =>
      /^\d+$/.test(first) ? [Number(first)] : [],
    )
    expect(codes).toEqual(Object.values(exitCodes))
  })
})

describe('docs/diff.md', () => {
  test('and README.md show what scrape diff prints and writes', async () => {
    const at = await temporaryFolder()
    const { origin, pages, shown } = await serveMill()
    const list = ['/', '/flour', '/old'].map((path) => origin + path)
    const scrapeAll = () =>
      scrape({
        input: list,
        analysis: { threads: 0 },
        merge: { corpus: false },
        output: { files: [at('out.json')] },
      })
    const later = [...pages]
    for (const [path, page] of EARLIER_PAGES) pages.set(path, page)
    await scrapeAll()
    copyFileSync(at('out.json'), at('old.json'))
    pages.clear()
    for (const [path, page] of later) pages.set(path, page)
    await scrapeAll()

    const { io, out } = fakeIo()
    const named = (text: string): string => shown(text).replaceAll(`${at('.')}/`, '')
    const diff = (...args: readonly string[]) => run(['diff', at('old.json'), at('out.json'), ...args], io)
    expect(await diff()).toBe(0)
    const example = `$ scrape diff old.json out.json\n${named(out())}`
    await expectParts('README.md', { diff: codeBlock('console', example) })
    expect(await diff('-o', at('changes.json'))).toBe(0)
    const document = JSON.parse(named(readFileSync(at('changes.json'), 'utf8')))
    await expectParts('docs/diff.md', { 'diff document': codeBlock('json', readableJson(document)) })
  })
})

describe('every command in the documents', () => {
  const shown = documents().flatMap((name) =>
    commandWords(codeLines(readDocument(name))).map((words) => [name, words.join(' '), words] as const),
  )

  test('is looked at', () => expect(shown.length).toBeGreaterThan(10))

  test.each(shown)('in %s can be run: scrape %s', (_name, _line, words) => {
    const invocation = invocationOf(words, commands)
    if (invocation.kind === 'text') return expect(invocation.text).not.toBe('')
    const values = [...invocation.given.values].filter(([name]) => configFlags.some((f) => f.name === name))
    expect(flagSettings(new Map(values)).size).toBe(values.length)
  })
})

describe('every configuration in the documents', () => {
  const shown = documents().flatMap((name) =>
    [...readDocument(name).matchAll(/```jsonc\n(.*?)```/gs)].map(([, text = '']) => [name, text] as const),
  )
  const environment = { INTRANET_PASSWORD: 'secret', TOKEN: 'secret' }

  test('is looked at', () => expect(shown.length).toBeGreaterThan(3))

  test.each(shown)('in %s is accepted', async (_name, text) => {
    const at = await temporaryFolder()
    writeFileSync(at('scraper.config.json'), text)
    expect((await readConfigFile(at('scraper.config.json'), environment)).size).toBeGreaterThan(0)
  })
})

describe('docs/failures.md', () => {
  /** A new code is a compile error until it stands here, and then a failing test until it has its row. */
  const standing: Readonly<Record<FailureCode, true>> = {
    'invalid-url': true,
    'dns-not-found': true,
    'dns-failed': true,
    'connection-refused': true,
    'connection-reset': true,
    tls: true,
    timeout: true,
    'protocol-error': true,
    truncated: true,
    'headers-too-large': true,
    'body-too-large': true,
    'bad-encoding': true,
    'http-status': true,
    'not-html': true,
    'blocked-redirect': true,
    'redirect-loop': true,
    'too-many-redirects': true,
    'analysis-timeout': true,
    'analysis-crashed': true,
    'analysis-failed': true,
    'robots-unavailable': true,
    blocked: true,
    'blocked-address': true,
    'retry-after-too-long': true,
    'host-unreachable': true,
  }
  const codes = Object.keys(standing) as FailureCode[]
  const rows = tableRows(readDocument('docs/failures.md')).filter(([code]) => code?.startsWith('`'))

  test('has one row for each code', () => {
    expect(rows.map(([code = '']) => code.replaceAll('`', '')).toSorted()).toEqual(codes.toSorted())
  })

  test('says of each code whether it is retried', () => {
    const said = Object.fromEntries(rows.map(([code = '', , retried]) => [code.slice(1, -1), retried]))
    expect(said).toEqual(Object.fromEntries(codes.map((code) => [code, retriedText(code)])))
  })
})

/** `yes`, `no`, or the status codes for which another attempt is made. */
function retriedText(code: FailureCode): string {
  const passes = (statusCode?: number): boolean =>
    mayPass({ stage: 'fetch', code, message: '', ...(statusCode !== undefined && { statusCode }) })
  if (code !== 'http-status') return passes() ? 'yes' : 'no'
  return Array.from({ length: 500 }, (_, i) => i + 100)
    .filter(passes)
    .join(', ')
}

describe('docs/cron.md', () => {
  test('has the crontab and the units that init prints', async () => {
    const job = {
      node: '/usr/bin/node',
      command: '/opt/textmill/dist/command.js',
      config: '/srv/pages/scraper.config.json',
      schedule: '0 3 * * *',
      timeZone: 'Europe/Berlin',
    }
    await expectParts('docs/cron.md', {
      crontab: codeBlock('crontab', cronText(job)),
      units: codeBlock('ini', systemdText(job)),
    })
  })

  test('has a row for every exit code', () => {
    const rows = tableRows(readDocument('docs/cron.md'))
    const codes = rows.map(([first = '']) => first).filter((first) => /^\d+$/.test(first))
    expect(codes.map(Number)).toEqual(Object.values(exitCodes))
  })

  test('has every key that status, why and state print as JSON', async () => {
    const at = await temporaryFolder()
    const { origin } = await serveMill()
    await scrape({ input: [`${origin}/`], output: { files: [at('out.json')] }, analysis: { threads: 0 } })
    const state = at('out.json.state')
    const why = storyJson(await explainPage(state, `${origin}/`, resolveOptions({})))
    const status = statusJson(state, await stateStatus(state))
    const { io, out } = fakeIo()
    await run(['state', state, '--json'], io)
    await run(['state', 'prune', '--keep', '30d', state, '--json'], io)
    const [described, pruned] = out()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    const text = readDocument('docs/cron.md')
    const shown = [...text.matchAll(/`(\w+)`/g)].map(([, name]) => name)
    const page = JSON.parse(why).page
    const stands = JSON.parse(status)
    expect(described.size).toEqual(stands.size)
    const told = [stands, stands.counts, stands.size, described, described.contents, pruned]
    for (const name of [...told, JSON.parse(why), page, page.result].flatMap(Object.keys))
      expect(shown).toContain(name)
  })
})

describe('docs/library.md', () => {
  test('has every option besides the configuration', () => {
    const options: Record<keyof ScrapeHooks, true> = {
      onResult: true,
      onStart: true,
      onMerge: true,
      onMessage: true,
      signal: true,
      state: true,
      fresh: true,
      retryFailed: true,
      stdin: true,
      stdout: true,
    }
    const cells = tableRows(readDocument('docs/library.md')).map(([first = '']) => first)
    const named = cells.flatMap((cell) => cell.split(', '))
    for (const name of Object.keys(options)) expect(named).toContain(`\`${name}\``)
  })
})

describe('docs/dependencies.md', () => {
  test('has one line for every dependency, and none for anything else', () => {
    const { dependencies, devDependencies } = JSON.parse(readDocument('package.json'))
    const [runTime = '', rest = ''] = readDocument('docs/dependencies.md').split('## In the bundle')
    const named = (part: string): string[] => tableRows(part).map(([name = '']) => name.replaceAll('`', ''))
    expect(named(runTime).toSorted()).toEqual(Object.keys(dependencies).toSorted())
    expect(named(rest).toSorted()).toEqual(Object.keys(devDependencies).toSorted())
  })
})

describe('every link between the documents', () => {
  const links = documents().flatMap((name) =>
    [...readDocument(name).matchAll(/\]\((?![a-z]+:)([^)\s]+)/g)].map(([, target = '']) => {
      const [path = '', anchor] = target.split('#')
      return { from: name, path: path === '' ? name : relative('.', join(dirname(name), path)), anchor }
    }),
  )

  test('leads to a file', () => {
    expect(links.length).toBeGreaterThan(20)
    expect(links.filter(({ path }) => !existsSync(repositoryFile(path)))).toEqual([])
  })

  test('leads to a heading, where it names one', () => {
    const anchored = links.filter(({ anchor }) => anchor !== undefined)
    expect(anchored.length).toBeGreaterThan(0)
    expect(anchored.filter(({ path, anchor = '' }) => !anchors(readDocument(path)).includes(anchor))).toEqual(
      [],
    )
  })
})

describe('examples/', () => {
  test('collect.mjs prints what docs/library.md says', async () => {
    const { origin, shown } = await serveMill()
    const lines = await runExample('examples/collect.mjs', [`${origin}/`, `${origin}/flour`, `${origin}/old`])
    const output = [...lines.slice(0, -1).sort(), lines.at(-1)].join('\n')
    await expectParts('docs/library.md', {
      collect: codeBlock('js', readDocument('examples/collect.mjs')),
      'collect output': codeBlock('text', shown(output)),
      deadline: codeBlock('js', readDocument('examples/deadline.mjs')),
    })
  })

  test('price.mjs finds what docs/configuration.md says', async () => {
    const { origin } = await serveMill()
    const found: unknown[] = []
    const module = repositoryFile('examples/price.mjs')
    await scrape({
      input: [`${origin}/flour`],
      analysis: { module, threads: 0 },
      onResult: (result) => result.status === 'ok' && found.push(result.analysis.custom),
    })
    await expectParts('docs/configuration.md', {
      price: codeBlock('js', readDocument('examples/price.mjs')),
      'price output': codeBlock('json', readableJson(found[0])),
    })
  })

  test('deadline.mjs stops in time and then goes on', async () => {
    const at = await temporaryFolder()
    const asked: string[] = []
    const origin = await serve((request, response) => {
      asked.push(request.url ?? '')
      setTimeout(() => response.setHeader('content-type', 'text/html').end(pageOf(String(request.url))), 500)
    })
    const paths = Array.from({ length: 5 }, (_, i) => `/${i}`)
    writeFileSync(at('urls.txt'), paths.map((path) => origin + path).join('\n'))
    const run = (seconds: string) =>
      runExample('examples/deadline.mjs', [seconds, at('urls.txt'), at('out.json')])
    // A busy machine may need longer than that to begin, or to end what was in flight.
    expect(await run('0.4')).toEqual([
      expect.stringMatching(/^interrupted: \d ok, \d skipped, wrote .*out.json$|^could not start: stopped/),
    ])
    expect(await run('60')).toEqual([expect.stringMatching(/^finished: 5 ok, 0 skipped, wrote .*out.json$/)])
    expect([...new Set(asked)].toSorted()).toEqual([...paths, '/robots.txt'])
  })

  test('deadline.mjs says why it cannot start', async () => {
    expect(await runExample('examples/deadline.mjs', ['1', 'no-such-list.txt', 'out.json'])).toEqual([
      'could not start: no-such-list.txt: no such file',
    ])
  })
})

describe('docs/configuration.md', () => {
  test('has every analyser with its keys, and whether it is on by default', async () => {
    const rows = tableRows(readDocument('docs/configuration.md').split('## What is analysed')[1] ?? '')
    const on = resolveAnalysers(['default'])
    const expected = analyserNames.map(async (name) => {
      const { warnings, ...found } = await analysed('', {}, { tools: await loadAnalysisTools([name]) })
      const keys = Object.keys(found).map((key) => `\`${key}\``)
      return [`\`${name}\``, keys.join(', '), on.includes(name) ? 'yes' : 'no']
    })
    expect(rows.slice(0, analyserNames.length)).toEqual(await Promise.all(expected))
  })
})
