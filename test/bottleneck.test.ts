import { describe, expect, test } from 'vitest'
import { bottleneck } from '../src/bottleneck.ts'
import type { StageTimes, WaitTimes } from '../src/types.ts'

const NO_WAIT: WaitTimes = { slots: 0, buffer: 0, output: 0, hosts: 0, retries: 0, input: 0, nothing: 0 }

interface Case {
  readonly elapsedMs?: number
  readonly waited?: Partial<WaitTimes>
  readonly threads?: number
  readonly analysisMs?: number
  readonly fetchMs?: number
  readonly mergeMs?: number
  readonly mainMs?: number
  readonly cores?: number
  readonly hosts?: Readonly<Record<string, number>>
  readonly pace?: { readonly slots: number; readonly intervalMs: number }
}

/** What is said of a run of 10 seconds with 10 fetch slots and 2 threads in which nothing took long, but for what is given. */
function verdict(given: Case): string {
  const stages: StageTimes = {
    schedule: { busyMs: 0, waitedMs: { ...NO_WAIT, ...given.waited } },
    fetch: { attempts: 100, busyMs: given.fetchMs ?? 10_000, maxInFlight: 10, slots: 10 },
    buffer: { maxBytes: 0, overshootBytes: 0 },
    analysis: { pages: 100, busyMs: given.analysisMs ?? 1000, threads: given.threads ?? 2 },
    store: { busyMs: 0 },
    merge: { busyMs: given.mergeMs ?? 0 },
    mainThread: { busyMs: given.mainMs ?? 1000 },
  }
  return bottleneck({
    elapsedMs: given.elapsedMs ?? 10_000,
    stages,
    cores: given.cores ?? 8,
    hosts: given.hosts ?? { 'a.example': 100 },
    paceOf: () => given.pace ?? { slots: 4, intervalMs: 0 },
  })
}

describe('the verdict on a run', () => {
  test.each<[string, Case, string]>([
    [
      'with threads that are busy all the time',
      { analysisMs: 19_400, fetchMs: 22_000, waited: { buffer: 7000 } },
      'CPU-bound: threads 97% busy, fetch slots 22%; two more threads would save about 52%',
    ],
    [
      'with threads on all cores',
      { analysisMs: 19_400, cores: 2 },
      'CPU-bound: threads 97% busy, fetch slots 10%; all 2 cores are used: more of them, or fewer analysers, would help',
    ],
    [
      'with a core to spare and a network that is nearly as slow',
      { analysisMs: 19_400, cores: 3, fetchMs: 90_000 },
      'CPU-bound: threads 97% busy, fetch slots 90%; one more thread would save about 10%',
    ],
    [
      'whose fetch slots are all taken',
      { fetchMs: 96_000, waited: { slots: 9000 }, analysisMs: 2000 },
      'network-bound: fetch slots 96% busy, threads 10%; twice the --concurrency would save up to about 52%, where the servers bear it',
    ],
    [
      'of a host with an interval',
      {
        waited: { hosts: 9500 },
        hosts: { 'b.example': 20, 'a.example': 370 },
        pace: { slots: 4, intervalMs: 1000 },
      },
      'host-bound: a.example alone needs 6 min 10 s at its interval (370 pages, one every 1.0 s)',
    ],
    [
      'of a host with few slots',
      { waited: { hosts: 9500 }, hosts: { 'a.example': 5200 }, pace: { slots: 2, intervalMs: 0 } },
      'host-bound: a.example alone has 5200 pages, 2 at a time; a higher --per-host would help, where its operator agrees',
    ],
    [
      'whose main thread is busy',
      { mainMs: 9400 },
      'main-thread-bound: the main thread 94% busy; several processes over parts of the list would help',
    ],
    [
      'that is mostly merge',
      { mergeMs: 6000 },
      'merge-bound: 60% of the time went into what only all pages together can tell; --no-corpus leaves it out',
    ],
    [
      'whose output nobody reads fast enough',
      { waited: { output: 8000 }, analysisMs: 19_000 },
      'output-bound: what reads the output took it more slowly than pages were done',
    ],
    [
      'whose buffer holds too little for its threads',
      { waited: { buffer: 9000 }, analysisMs: 9000 },
      'buffer-bound: threads 45% busy, with no more bytes at hand than the buffer holds; a larger --max-buffered-bytes would help',
    ],
    [
      'that waits for its list',
      { waited: { input: 9000 } },
      'input-bound: the list came more slowly than its pages were done',
    ],
    [
      'that waits for retries',
      { waited: { retries: 9000 } },
      'retry-bound: failed pages waited for their next attempt; fewer --retries end earlier',
    ],
    [
      'in which nothing is busy',
      {},
      'nothing bounds it for long: threads 5% busy, fetch slots 10%, main thread 10% (100 requests in 10 s)',
    ],
    ['that is over at once', { elapsedMs: 400, analysisMs: 800 }, 'too short to tell: 0.4 s'],
  ])('%s', (_what, given, expected) => {
    expect(verdict(given)).toBe(expected)
  })
})
