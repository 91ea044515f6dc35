import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import type { CliIo, RunScrape } from '../../src/cli/io.ts'
import type { ScrapeReport } from '../../src/types.ts'

/** A world of streams in memory, and what was written to them. */
export function fakeIo(facts: Partial<CliIo> = {}) {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const io: CliIo = {
    runScrape: async () => report(),
    tuneEngine() {},
    tuneEngineToMerge() {},
    stdout,
    stderr,
    env: {},
    cwd: process.cwd(),
    signals: fakeSignals(),
    ...facts,
  }
  return { io, out: () => writtenTo(stdout), err: () => writtenTo(stderr) }
}

/** All that was written to a stream; newer versions of Node hand it out chunk by chunk. */
export function writtenTo(stream: PassThrough): string {
  const chunks: Buffer[] = []
  for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

/** A source of signals that notes by which one it was ended. */
export function fakeSignals() {
  const killed: string[] = []
  const kill = (_pid: number, signal: string): void => void killed.push(signal)
  return Object.assign(new EventEmitter(), { pid: 1, kill, killed })
}

/** The main job as a function that only remembers what it was called with. */
export function fakeScrape(end: Partial<ScrapeReport> = {}) {
  const calls: Parameters<RunScrape>[] = []
  const runScrape: RunScrape = async (...call) => {
    calls.push(call)
    return report(end)
  }
  return { runScrape, calls }
}

export function report(
  facts: Partial<ScrapeReport> = {},
  counts: Partial<ScrapeReport['summary']> = {},
): ScrapeReport {
  const changes = { new: 1, unchanged: 0, cosmetic: 0, changed: 0, gone: 0, removed: 0 }
  const none = { byStatusCode: {}, byFailure: {}, byHost: {}, byLanguage: {}, changes }
  return {
    outcome: 'finished',
    summary: { pages: 1, ok: 1, failed: 0, skipped: 0, bytes: 10, words: 2, ...none, ...counts },
    run: {
      startedAt: '2026-01-01T00:00:00.000Z',
      elapsedMs: 1234,
      version: '0.0.0',
      reused: { notModified: 0, sameBody: 0, notAsked: 0 },
      stages: {
        schedule: {
          busyMs: 1,
          waitedMs: { slots: 0, buffer: 0, output: 0, hosts: 0, retries: 0, input: 0, nothing: 1 },
        },
        fetch: { attempts: 1, busyMs: 1, maxInFlight: 1, slots: 64 },
        buffer: { maxBytes: 1, overshootBytes: 0 },
        analysis: { pages: 1, busyMs: 1, threads: 1 },
        store: { busyMs: 1 },
        merge: { busyMs: 1 },
        mainThread: { busyMs: 1 },
      },
      bottleneck: 'too short to tell: 1.2 s',
    },
    written: [],
    ...facts,
  }
}
