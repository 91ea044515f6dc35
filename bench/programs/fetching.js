/** The program's own fetcher under its own schedule, without analysis and store: nothing is done with the pages. */
import { readFileSync } from 'node:fs'
import { createUrlQueue } from '../support/urlQueue.js'
import { metered } from './metered.js'
import { program } from './program.js'

/** @param {{ fetching: string, list: string, connections: number }} input */
async function prepare({ fetching, list, connections }) {
  const urls = readFileSync(list, 'utf8').trim().split('\n')
  const queue = createUrlQueue(urls)
  const parts = await import(fetching)
  // As the command does for its process.
  parts.tuneEngine()
  const { fetcher, schedule } = await composed(parts, queue, connections)
  return metered(async () => {
    await schedule.run(new AbortController().signal, 0)
    if (queue.finished !== urls.length) throw new Error(`${queue.finished} of ${urls.length} pages are ok`)
    return () => fetcher[Symbol.asyncDispose]()
  })
}

/** As `src/scrape.ts` puts them together, with a queue and memories that keep nothing. */
async function composed(
  /** @type {any} */ parts,
  /** @type {ReturnType<typeof createUrlQueue>} */ queue,
  /** @type {number} */ connections,
) {
  const { fetch: config } = parts.resolveOptions({
    input: ['-'],
    fetch: { robots: false, concurrency: connections, perHost: { concurrency: connections } },
  })
  const settingsOf = parts.createHostSettings(config)
  const namedHosts = parts.createNamedHosts()
  for (const host of queue.hosts) namedHosts.add(host)
  namedHosts.end()
  const fetcher = await parts.createFetcher({
    config,
    settingsOf,
    isInsecure: () => false,
    keptHeaders: [],
    namedHosts,
    robotsCache: { get: () => undefined, put: () => {} },
    warn: console.warn,
    env: {},
  })
  const executePage = async (/** @type {object} */ request, /** @type {any} */ { onFetched, signal }) => {
    const outcome = await fetcher.fetchPage(request, signal)
    onFetched(outcome.heard)
    return outcome.kind === 'fetched' ? { kind: 'ok', result: okResult(outcome.page) } : outcome
  }
  const schedule = parts.createSchedule({
    ...config,
    queue,
    memory: { host: () => undefined, saveHost: () => {}, origins: () => [], saveOrigin: () => {} },
    executePage,
    mannersOf: settingsOf,
    hasRoom: () => true,
    random: Math.random,
  })
  schedule.endInput()
  return { fetcher, schedule }
}

const okResult = (/** @type {{ statusCode: number, body: Uint8Array }} */ { statusCode, body }) => ({
  status: 'ok',
  statusCode,
  failureCode: null,
  bytes: body.byteLength,
  words: 0,
  language: null,
  json: '',
})

await program(prepare)
