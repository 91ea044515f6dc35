import { peakRssMb } from '../support/peakMemory.js'

/**
 * What the work costs its process: the time from its first request to its last answer, the CPU time meanwhile, and
 * since the process began; and the peak of its memory. The work returns what is to be done when the clock stands.
 *
 * @param {() => Promise<() => unknown>} work
 */
export const metered = (work) => async () => {
  const startedAt = performance.now()
  const cpuAtStart = process.cpuUsage()
  const close = await work()
  const elapsedMs = performance.now() - startedAt
  const cpuMs = milliseconds(process.cpuUsage(cpuAtStart))
  await close()
  return {
    elapsedMs,
    cpuMs,
    wholeCpuMs: milliseconds(process.cpuUsage()),
    peakRssMb: peakRssMb(),
  }
}

const milliseconds = (/** @type {NodeJS.CpuUsage} */ { user, system }) => (user + system) / 1000
