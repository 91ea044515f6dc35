/** Fills a state with made-up results, then merges them into a file: only the merge is measured. */
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { peakRssMb } from '../support/peakMemory.js'
import { finish, merge, openOutputs, openStore } from '../support/storedRun.js'
import { createSyntheticResults } from '../support/syntheticResults.js'
import { program } from './program.js'

const HOSTS = 64
const GROUP = 128
const NS_PER_MS = 1e6
const US_PER_MS = 1e3

/** @param {{ parts: string, folder: string, pages: number, output: string }} input */
async function prepare({ parts, folder, pages, output }) {
  const own = await import(parts)
  const store = await openStore(own, join(folder, `${pages}.state`))
  const synthetic = createSyntheticResults({ ...own, hosts: HOSTS, pages })
  await fill(store, synthetic, pages)

  return async () => {
    const delay = monitorEventLoopDelay({ resolution: 1 })
    await forgetPeak()
    delay.enable()
    const startedAt = performance.now()
    const cpuBefore = process.cpuUsage()
    const file = join(folder, output)
    const outputs = await openOutputs(own, file)
    const merged = await merge(own, store)
    const combinedMs = performance.now() - startedAt
    await finish(outputs, merged)
    const elapsedMs = performance.now() - startedAt
    const cpu = process.cpuUsage(cpuBefore)
    delay.disable()
    const answer = {
      elapsedMs,
      cpuMs: (cpu.user + cpu.system) / US_PER_MS,
      combinedMs,
      peakRssMb: peakRssMb(),
      outputMb: (await stat(file)).size / 1024 ** 2,
      delayMs: { p99: delay.percentile(99) / NS_PER_MS, max: delay.max / NS_PER_MS },
    }
    await outputs[Symbol.asyncDispose]()
    store[Symbol.dispose]()
    return answer
  }
}

/** As a run fills it: entries in groups, then each host's pages. */
async function fill(
  /** @type {any} */ store,
  /** @type {import('../support/syntheticResults.js').SyntheticResults} */ synthetic,
  /** @type {number} */ pages,
) {
  for (let first = 0; first < pages; first += GROUP) {
    const size = Math.min(GROUP, pages - first)
    store.add(Array.from({ length: size }, (_, at) => synthetic.entry(first + at)))
    await new Promise(setImmediate)
  }
  for (let host = 0; host < HOSTS; host++) {
    for (;;) {
      const taken = store.queue.take(synthetic.host(host), GROUP)
      if (taken.length === 0) break
      for (const page of taken) store.queue.finish(page, synthetic.result(page.index), [])
      await new Promise(setImmediate)
    }
  }
  store.commit()
}

/** The most memory so far is counted from here on, where the system can. */
async function forgetPeak() {
  globalThis.gc?.()
  if (process.platform === 'linux') await writeFile('/proc/self/clear_refs', '5')
}

await program(prepare)
