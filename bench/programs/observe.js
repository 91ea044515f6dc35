/** Loaded before a command (`node --import`): writes down what the run cost, and how its main thread went. */
import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'
import { peakRssMb } from '../support/peakMemory.js'

const SAMPLE_MS = 200
const NS_PER_MS = 1e6
const file = process.env.TEXTMILL_BENCH_OBSERVED

if (isMainThread && file !== undefined) {
  /** @type {number[]} */
  const rssMb = []
  const sample = () => void rssMb.push(process.memoryUsage.rss() / 1024 ** 2)
  setInterval(sample, SAMPLE_MS).unref()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    const delayMs = {
      p50: delay.percentile(50) / NS_PER_MS,
      p99: delay.percentile(99) / NS_PER_MS,
      max: delay.max / NS_PER_MS,
    }
    const cpuMs = (user + system) / 1000
    writeFileSync(file, JSON.stringify({ peakRssMb: peakRssMb(), rssMb, cpuMs, delayMs }))
  })
}
