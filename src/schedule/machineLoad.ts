import { totalmem } from 'node:os'

/** What the process takes of its machine. */
export interface MachineLoad {
  /** Share of the time since the last look in which the main thread was busy, 0 to 1. */
  readonly mainShare: number
  /** Memory of the process over what it may have, 0 and up. */
  readonly memoryShare: number
}

/** The rest belongs to other programs. */
const MEMORY_SHARE = 0.5

/** A function that tells the load since it was last asked. */
export function createMachineLoad(): () => MachineLoad {
  const memoryBytes = Math.min(totalmem(), process.constrainedMemory() || totalmem()) * MEMORY_SHARE
  let last = performance.eventLoopUtilization()
  return () => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, last)
    last = now
    return { mainShare: utilization, memoryShare: process.memoryUsage.rss() / memoryBytes }
  }
}
