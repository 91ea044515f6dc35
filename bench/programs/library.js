/** A run through the library, with what it costs its process; in the engine as the command sets it, where `parts` are given. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { peakRssMb } from '../support/peakMemory.js'
import { program } from './program.js'

const NS_PER_MS = 1e6

/** @param {{ library: string, options: object, outcome?: 'ok' | 'failed', parts?: string }} input `outcome`: of every page. */
async function prepare({ library, options, outcome = 'ok', parts }) {
  if (parts !== undefined) (await import(parts)).tuneEngine()
  const { scrape } = await import(library)
  return async () => {
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const startedAt = performance.now()
    const cpuAtStart = process.cpuUsage()
    const { summary, run } = await scrape(options)
    const elapsedMs = performance.now() - startedAt
    delay.disable()
    const { user, system } = process.cpuUsage(cpuAtStart)
    if (summary[outcome] !== summary.pages)
      throw new Error(`not every page is ${outcome}: ${JSON.stringify(summary)}`)
    return {
      elapsedMs,
      cpuMs: (user + system) / 1000,
      pages: summary.pages,
      notModified: run.reused.notModified,
      bottleneck: run.bottleneck,
      delayMs: {
        p50: delay.percentile(50) / NS_PER_MS,
        p99: delay.percentile(99) / NS_PER_MS,
        max: delay.max / NS_PER_MS,
      },
      peakRssMb: peakRssMb(),
    }
  }
}

await program(prepare)
