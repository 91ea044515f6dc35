/** An event loop with nothing to do: how late it is, is what the machine and its other processes do to it. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { program } from './program.js'

const NS_PER_MS = 1e6

/** @param {{ forMs: number }} input */
async function prepare({ forMs }) {
  return async () => {
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    await sleep(forMs)
    delay.disable()
    return {
      p50: delay.percentile(50) / NS_PER_MS,
      p99: delay.percentile(99) / NS_PER_MS,
      max: delay.max / NS_PER_MS,
    }
  }
}

await program(prepare)
