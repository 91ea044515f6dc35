/** Measures the program: `npm run bench [part …] [-- --full --rounds N --pages N --only RUN]`. See bench/README.md. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { again } from './parts/again.js'
import { auto } from './parts/auto.js'
import { bounds } from './parts/bounds.js'
import { floors } from './parts/floors.js'
import { kills } from './parts/kills.js'
import { latency } from './parts/latency.js'
import { loopDelay } from './parts/loopDelay.js'
import { merge } from './parts/merge.js'
import { million } from './parts/million.js'
import { peers } from './parts/peers.js'
import { scaling } from './parts/scaling.js'
import { smallPages } from './parts/smallPages.js'
import { start } from './parts/start.js'
import { threads } from './parts/threads.js'
import { trip } from './parts/trip.js'
import { unequalHosts } from './parts/unequalHosts.js'
import { verdict } from './parts/verdict.js'
import { machine, versions } from './support/machine.js'
import { median } from './support/statistics.js'
import { isMet, tableLines } from './support/table.js'
import { inWorkplace } from './support/workplace.js'

const PARTS = [
  ...[bounds, latency, smallPages, unequalHosts, threads, loopDelay, million, merge, trip, start, again],
  ...[peers, floors, scaling, verdict, auto, kills],
]

const root = fileURLToPath(new URL('..', import.meta.url))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    full: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    pages: { type: 'string' },
    only: { type: 'string', multiple: true, default: [] },
  },
})
/** Fewer pages, or some runs only, to try a part out: nothing is written then. */
const trial = {
  ...(values.pages !== undefined && { pages: Number(values.pages) }),
  isWanted: (/** @type {string} */ name) => values.only.length === 0 || values.only.includes(name),
}
const isTrial = values.pages !== undefined || values.only.length > 0
const unknown = positionals.find((name) => !PARTS.some((part) => part.name === name))
if (unknown === undefined) await main()
else {
  console.error(`no part ${unknown}; there are ${PARTS.map(({ name }) => name).join(', ')}`)
  process.exitCode = 2
}

async function main() {
  if (!existsSync(`${root}/dist/command.js`))
    execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit' })
  const chosen = PARTS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  await inWorkplace(async (workplace) => {
    for (const part of chosen) await measure(part, workplace)
  })
}

async function measure(
  /** @type {import('./support/part.js').Part} */ part,
  /** @type {import('./support/workplace.js').Workplace} */ workplace,
) {
  const rounds = values.rounds === undefined ? part.rounds : Number(values.rounds)
  console.log(`\n${part.name}: ${part.about} (rounds: ${rounds})`)
  const load = loadavg()[0] ?? Number.NaN
  const rows = await part.measure({ workplace, rounds, ...trial, full: values.full })
  console.log(tableLines(rows).join('\n'))
  if (!isTrial) await writeResult(part, { rounds, load, rows })
  if (rows.some((row) => isMet(row) === false)) process.exitCode = 1
}

/**
 * @param {import('./support/part.js').Part} part
 * @param {object} measured
 * @param {number} measured.rounds
 * @param {number} measured.load how many processes wanted to run, over the minute before
 * @param {import('./support/table.js').Row[]} measured.rows
 */
async function writeResult({ name, about }, { rounds, load, rows }) {
  const figures = rows.map((row) => ({ ...row, median: median(row.values), met: isMet(row) }))
  const result = {
    part: name,
    about,
    rounds,
    full: values.full,
    machine: { ...machine(), load },
    versions: versions(),
    figures,
  }
  await mkdir(`${root}/bench/results`, { recursive: true })
  await writeFile(`${root}/bench/results/${name}.json`, `${JSON.stringify(result, null, 2)}\n`)
}
