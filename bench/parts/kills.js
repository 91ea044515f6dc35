import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { emptyFolder, writeList } from '../support/lists.js'

const KILLS = 200
const PAGES = 4000
const CONCURRENCY = 64
const THREADS = 2
/** Short, so that pages wait for a thread: what is fetched and not yet analysed is lost too. */
const LATENCY_MS = 5
/** What the store commits at once. */
const GROUP = 64
const LONGEST_MS = 300_000

/** The share of starts that are killed before they ask for a page, or about then. */
const EARLY = 0.25
/** Of the others. The first pages of a start wait for its threads: with fewer than this none would get any further. */
const MOST_REQUESTS = 4 * CONCURRENCY
/** A start that has nothing left to ask for takes about so many times as long as another until it asks. */
const END_STARTS = 4

/** @type {import('../support/part.js').Part} */
export const kills = {
  name: 'kills',
  about: `a job of ${PAGES} pages at ${CONCURRENCY} requests at once, killed with kill -9 at ${KILLS} random times and started again`,
  rounds: 1,
  async measure({ workplace, rounds }) {
    const site = await startedSite()
    try {
      const list = await writeList(workplace.folder, PAGES, (index) => `${site.origin}/${index}`)
      const expected = await undisturbed(workplace.command, list, await emptyFolder(workplace.folder))
      const jobs = []
      for (let round = 0; round < rounds; round++) {
        jobs.push(await killed(workplace, list, site, expected))
      }
      return rowsOf(jobs)
    } finally {
      site.close()
    }
  },
}

/** @returns {import('../support/table.js').Row[]} */
function rowsOf(/** @type {readonly Awaited<ReturnType<typeof killed>>[]} */ jobs) {
  const all = (/** @type {(job: (typeof jobs)[number]) => number} */ value) => jobs.map(value)
  return [
    { what: 'kills', unit: '', values: all(({ kills }) => kills), goal: { exactly: KILLS } },
    { what: 'of them before that start had asked for a page', unit: '', values: all(({ early }) => early) },
    { what: 'of them when all pages had been asked for', unit: '', values: all(({ late }) => late) },
    { what: 'jobs that took', unit: '', values: all((job) => job.jobs) },
    { what: 'jobs with another output', unit: '', values: all((job) => job.different), goal: { exactly: 0 } },
    { what: 'pages lost', unit: '', values: all((job) => job.lost), goal: { exactly: 0 } },
    { what: 'rows doubled', unit: '', values: all((job) => job.doubled), goal: { exactly: 0 } },
    { what: 'asked for again because of a kill', unit: 'pages', values: jobs.flatMap(({ again }) => again) },
    {
      what: `the most of them, of one kill: against ${CONCURRENCY} at once and a group of ${GROUP}`,
      unit: 'pages',
      values: all(({ again }) => Math.max(...again)),
      goal: { atMost: CONCURRENCY + GROUP },
    },
  ]
}

/**
 * Jobs one after another, each until it is done, until there have been enough kills.
 *
 * @param {import('../support/workplace.js').Workplace} workplace
 * @param {string} list
 * @param {Site} site
 * @param {Output} expected
 */
async function killed(workplace, list, site, expected) {
  const seen = { kills: 0, early: 0, late: 0, jobs: 0, different: 0, lost: 0, doubled: 0 }
  /** @type {number[]} */
  const again = []
  while (seen.kills < KILLS) {
    const folder = await emptyFolder(workplace.folder)
    const asking = site.begin()
    const starts = await killedJob(workplace.command, list, folder, asking, KILLS - seen.kills)
    seen.kills += starts.length
    seen.early += starts.filter(({ pages }) => pages === 0).length
    seen.late += starts.filter(({ pages }) => pages === PAGES).length
    again.push(...asking.againByStart().slice(0, starts.length))
    const output = await outputIn(folder)
    const rows = new Set(output.lines).size
    seen.jobs += 1
    seen.lost += PAGES - rows
    seen.doubled += output.lines.length - rows
    if (JSON.stringify(output) !== JSON.stringify(expected)) seen.different += 1
  }
  return { ...seen, again }
}

/**
 * One job, killed until it is done, but no more than so often. Returns for every kill how many pages of the job had been asked for, or
 * 0 where that start had asked for none.
 *
 * @param {string} command
 * @param {string} list
 * @param {string} folder
 * @param {ReturnType<Site['begin']>} asking
 * @param {number} most
 */
async function killedJob(command, list, folder, asking, most) {
  const starts = []
  let startMs = 500
  for (;;) {
    asking.nextStart()
    const moment = starts.length < most ? randomMoment(startMs, asking.pages() === PAGES) : undefined
    const { isKilled, firstMs } = await started(command, list, folder, asking, moment)
    if (!isKilled) return starts
    startMs = firstMs ?? startMs
    const isDone = asking.pages() === PAGES
    starts.push({ pages: firstMs === undefined && !isDone ? 0 : asking.pages() })
  }
}

/**
 * When a start is killed: so many milliseconds after it began, or some time after so many requests. Where all pages have been asked for
 * it is some time in its list, its merge or its output, unless it is done before.
 *
 * @typedef {{ afterMs: number } | { requests: number, thenMs: number }} Moment
 * @returns {Moment}
 */
function randomMoment(/** @type {number} */ startMs, /** @type {boolean} */ isAllAsked) {
  if (isAllAsked) return { afterMs: Math.random() * END_STARTS * startMs }
  if (Math.random() < EARLY) return { afterMs: Math.random() * startMs }
  return { requests: Math.ceil(Math.random() * MOST_REQUESTS), thenMs: Math.random() * 50 }
}

/**
 * @param {string} command
 * @param {string} list
 * @param {string} folder
 * @param {ReturnType<Site['begin']>} asking
 * @param {Moment | undefined} moment
 */
async function started(command, list, folder, asking, moment) {
  const startedAt = performance.now()
  const child = spawnedJob(command, list, folder)
  const exited = once(child, 'exit')
  const kill = () => void child.kill('SIGKILL')
  const timer = setTimeout(kill, moment !== undefined && 'afterMs' in moment ? moment.afterMs : LONGEST_MS)
  /** @type {number | undefined} */
  let firstMs
  let requests = 0
  asking.onRequest(() => {
    firstMs ??= performance.now() - startedAt
    requests += 1
    const isDue = moment !== undefined && 'requests' in moment && requests === moment.requests
    if (isDue) setTimeout(kill, moment.thenMs)
  })
  const [code, signal] = await exited
  clearTimeout(timer)
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`the job ended with ${code ?? signal}`)
  if (signal === 'SIGKILL' && moment === undefined) throw new Error('the job did not come to its end')
  return { isKilled: signal === 'SIGKILL', firstMs }
}

const spawnedJob = (
  /** @type {string} */ command,
  /** @type {string} */ list,
  /** @type {string} */ folder,
) =>
  spawn(
    process.execPath,
    [
      ...[command, list, '-o', 'out.json', '-o', 'out.jsonl', '-q', '--no-robots', '--retries', '0'],
      ...['--concurrency', `${CONCURRENCY}`, '--per-host', `${CONCURRENCY}`, '--threads', `${THREADS}`],
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  )

/** @typedef {{ document: string, lines: string[] }} Output */

/** @returns {Promise<Output>} what does not depend on time */
async function outputIn(/** @type {string} */ folder) {
  const document = await readFile(join(folder, 'out.json'), 'utf8')
  const lines = await readFile(join(folder, 'out.jsonl'), 'utf8')
  return {
    document: document.slice(0, document.lastIndexOf('\n"run": ')),
    lines: lines.trimEnd().split('\n').sort(),
  }
}

async function undisturbed(
  /** @type {string} */ command,
  /** @type {string} */ list,
  /** @type {string} */ folder,
) {
  const [code] = await once(spawnedJob(command, list, folder), 'exit')
  if (code !== 0) throw new Error(`the undisturbed job ended with ${code}`)
  return await outputIn(folder)
}

const WORDS = 'harbour lantern glacier orchard violin compass meadow furnace lagoon quarry'.split(' ')

function page(/** @type {number} */ number) {
  const words = Array.from({ length: 200 }, (_, at) => WORDS[(at * 7 + number * (at % 13)) % 10])
  return `<!doctype html><html lang="en"><head><title>Page ${number}</title></head><body><h1>Page ${number}</h1>
    <p>${words.join(' ')}, says page ${number}.</p><a href="/${(number + 1) % PAGES}">next</a></body></html>`
}

/** @typedef {Awaited<ReturnType<typeof startedSite>>} Site */

async function startedSite() {
  /** @type {(path: string) => void} */
  let onRequest = () => {}
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const path = request.url ?? '/'
    onRequest(path)
    setTimeout(() => {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(page(Number(path.slice(1))))
    }, LATENCY_MS)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
    /** What one job asks for, over all its starts. */
    begin() {
      /** @type {Map<string, number>} the start that asked for a page last */
      const askedBy = new Map()
      /** @type {number[]} of the pages that each start has asked for last, those that another asked for again */
      const again = []
      /** @type {() => void} */
      let tell = () => {}
      onRequest = (path) => {
        const before = askedBy.get(path)
        if (before !== undefined) again[before] = (again[before] ?? 0) + 1
        askedBy.set(path, again.length - 1)
        tell()
      }
      return {
        nextStart: () => void again.push(0),
        onRequest: (/** @type {() => void} */ listener) => {
          tell = listener
        },
        pages: () => askedBy.size,
        againByStart: () => again,
      }
    },
  }
}
