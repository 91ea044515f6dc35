import { constants, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks'
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createCollector } from '../../src/analysis/createCollector.ts'

/** The collections of short-lived objects that somebody asks for during the work. */
async function askedFor(work: () => void): Promise<number> {
  let count = 0
  const isAskedFor = (entry: PerformanceEntry): boolean => {
    const { kind, flags } = (entry as PerformanceEntry & { detail: { kind: number; flags: number } }).detail
    return (
      kind === constants.NODE_PERFORMANCE_GC_MINOR && flags === constants.NODE_PERFORMANCE_GC_FLAGS_FORCED
    )
  }
  const observer = new PerformanceObserver((list) => {
    count += list.getEntries().filter(isAskedFor).length
  })
  observer.observe({ entryTypes: ['gc'] })
  work()
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  observer.disconnect()
  return count
}

/** Ten pages of 400 bytes. */
function pages(): void {
  const collector = createCollector(1000)
  for (let page = 0; page < 10; page++) {
    collector.between()
    collector.worked(400)
  }
}

describe('short-lived objects', () => {
  test('are collected before the page that comes after so many bytes', async () => {
    setFlagsFromString('--expose-gc')
    onTestFinished(() => setFlagsFromString('--no-expose-gc'))
    expect(await askedFor(pages)).toBe(3)
  })

  test('are left to the engine where the process has not given leave', async () => {
    expect(await askedFor(pages)).toBe(0)
  })

  test('of a process that has not given leave cost it no context but one', async () => {
    const { number_of_native_contexts: before } = getHeapStatistics()
    const collector = createCollector(1000)
    for (let page = 0; page < 100; page++) {
      collector.worked(2000)
      collector.between()
    }
    expect(getHeapStatistics().number_of_native_contexts - before).toBeLessThanOrEqual(1)
  })
})
