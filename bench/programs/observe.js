/** Loaded before a command (`node --import`): writes down how its memory went, for the main thread only. */
import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
import { peakRssMb } from '../support/peakMemory.js'

const SAMPLE_MS = 200
const file = process.env.TEXTMILL_BENCH_OBSERVED

if (isMainThread && file !== undefined) {
  /** @type {number[]} */
  const rssMb = []
  const sample = () => void rssMb.push(process.memoryUsage.rss() / 1024 ** 2)
  setInterval(sample, SAMPLE_MS).unref()
  process.on('exit', () => {
    writeFileSync(file, JSON.stringify({ peakRssMb: peakRssMb(), rssMb }))
  })
}
