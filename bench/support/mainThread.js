import { readFileSync } from 'node:fs'

const NS_PER_MS = 1e6

/**
 * Processor time of the main thread so far, in ms: the threads beside it do not count. Only Linux tells it; elsewhere
 * it is the time that the event loop was busy, which counts what others take from the processor, too.
 */
export function mainThreadMs() {
  if (process.platform !== 'linux') return performance.eventLoopUtilization().active
  const [onProcessorNs] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')
  return Number(onProcessorNs) / NS_PER_MS
}
