import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeList } from './lists.js'
import { sizedPage } from './pages.js'

const SMALL_BYTES = 4096
/** As slow as a usual site. */
const SMALL_LATENCY_MS = 300
const SMALL_CONNECTIONS = 100
const CONNECTIONS = 64

/**
 * @typedef {object} Workload
 * @property {string} name
 * @property {string} about
 * @property {number} pages
 * @property {number} connections
 * @property {number} latencyMs of every answer
 * @property {'stored' | 'small'} kind of pages: of a real size, or small ones
 */

/**
 * Three kinds of work: bound by the thinking, by the waiting, and by both alike.
 *
 * @param {object} given
 * @param {number} given.pages of a real size
 * @param {number} given.smallPages
 * @param {number} given.thinkingMs how long all cores together need for one page of a real size
 * @returns {Workload[]}
 */
export function workloads({ pages, smallPages, thinkingMs }) {
  // So long that its slots are busy for as long as all cores are.
  const latencyMs = Math.round(thinkingMs * CONNECTIONS)
  return [
    {
      name: 'CPU-bound',
      about: `${pages} pages of about 170 KB at once, ${CONNECTIONS} connections`,
      kind: 'stored',
      latencyMs: 0,
      connections: CONNECTIONS,
      pages,
    },
    {
      name: 'mixed',
      about: `the same after ${latencyMs} ms: waiting takes as long as thinking`,
      kind: 'stored',
      latencyMs,
      connections: CONNECTIONS,
      pages,
    },
    {
      name: 'I/O-bound',
      about: `${smallPages} pages of ${SMALL_BYTES} bytes after ${SMALL_LATENCY_MS} ms, ${SMALL_CONNECTIONS} connections`,
      kind: 'small',
      latencyMs: SMALL_LATENCY_MS,
      connections: SMALL_CONNECTIONS,
      pages: smallPages,
    },
  ]
}

/** The list of a workload, from a server that has the pages of a real size. */
export function listOf(
  /** @type {Workload} */ { kind, latencyMs, pages },
  /** @type {import('./processes.js').Server} */ server,
  /** @type {string} */ folder,
) {
  const path = kind === 'stored' ? `stored/${latencyMs}` : `sized/${SMALL_BYTES}/${latencyMs}`
  return writeList(folder, pages, (index) => `${server.origin()}/${path}/${index}`)
}

/** A folder with what the small pages of a workload are. */
export async function smallPageFolder(/** @type {string} */ scratch) {
  const folder = join(scratch, 'small')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, '0.html'), sizedPage(SMALL_BYTES))
  return folder
}
