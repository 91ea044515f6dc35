import { readdirSync, readFileSync } from 'node:fs'
import { procPeakKb } from './peakMemory.js'

/** Linux counts in hundredths of a second for its programs, whatever its own clock is. */
const TICK_MS = 10
/** Fields of `/proc/PID/stat` after the command's name, which may hold spaces: own time, and that of ended children. */
const USER_TICKS = 11
const CHILD_SYSTEM_TICKS = 14

/**
 * @typedef {object} TreeUsage What a process and those that it has started use together.
 * @property {number} cpuMs so far, of those that have ended too
 * @property {number} rssMb now; memory that several share counts for each
 * @property {number} processes
 * @property {number} peakRssMb the most that any one of them has held
 */

/** @returns {TreeUsage | undefined} undefined when the process is gone, or where there is no /proc */
export function treeUsage(/** @type {number} */ pid) {
  const members = treeOf(pid).flatMap((member) => usageOf(member) ?? [])
  if (members.length === 0) return undefined
  return {
    cpuMs: members.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    rssMb: members.reduce((sum, { rssMb }) => sum + rssMb, 0),
    processes: members.length,
    peakRssMb: Math.max(...members.map(({ peakRssMb }) => peakRssMb)),
  }
}

/** @returns {number[]} */
function treeOf(/** @type {number} */ pid) {
  const found = [pid]
  for (const parent of found) found.push(...childrenOf(parent))
  return found
}

function childrenOf(/** @type {number} */ pid) {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`)
    return tasks.flatMap((task) => numbersIn(readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')))
  } catch {
    return []
  }
}

const numbersIn = (/** @type {string} */ text) => text.split(' ').filter(Boolean).map(Number)

function usageOf(/** @type {number} */ pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = fields
      .slice(USER_TICKS, CHILD_SYSTEM_TICKS + 1)
      .reduce((sum, text) => sum + Number(text), 0)
    const peakKb = procPeakKb(pid)
    const rssKb = Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
    // One that has ended and was not waited for yet has no memory any more, but its time.
    const memory = { rssMb: (rssKb || 0) / 1024, peakRssMb: (peakKb || 0) / 1024 }
    return { cpuMs: ticks * TICK_MS, ...memory }
  } catch {
    return undefined
  }
}
