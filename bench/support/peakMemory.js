import { readFileSync } from 'node:fs'

/**
 * The most memory that this process has held so far, in MB. Linux hands the peak of the parent on to `getrusage()` of
 * its child, so that a small program would seem as large as the one that started it: /proc tells its own.
 */
export function peakRssMb() {
  return (procPeakKb('self') ?? process.resourceUsage().maxRSS) / 1024
}

/** The peak of a process by its id; undefined when it is gone, or where there is no /proc. */
export function procPeakKb(/** @type {number | 'self'} */ pid) {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return undefined
  }
}
