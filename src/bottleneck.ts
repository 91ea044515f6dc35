import { spokenTime } from './config/spokenTime.ts'
import type { StageTimes } from './types.ts'

export interface BottleneckFacts {
  readonly elapsedMs: number
  readonly stages: StageTimes
  readonly cores: number
  /** Pages of each host. */
  readonly hosts: Readonly<Record<string, number>>
  readonly paceOf: (host: string) => { readonly slots: number; readonly intervalMs: number }
}

/** Below this, starting and ending are most of it. */
const TELLING_MS = 2000
/** A stage that is busy for so much of its time has no more to give. */
const BUSY = 0.85
/** What is worth a change. */
const NOTABLE_SAVING = 0.05

/**
 * What bounded a run, and what would help, in a sentence. The stages work side by side, so that one of them is busy nearly all the
 * time while the others wait for it; what kept the requests back tells which.
 */
export function bottleneck(facts: BottleneckFacts): string {
  const { elapsedMs, stages } = facts
  if (elapsedMs < TELLING_MS) return `too short to tell: ${spokenTime(elapsedMs)}`
  const { mergeMs, workMs, threads, slots, main, waited } = shares(facts)
  if (mergeMs > workMs) return mergeBound(facts, mergeMs)
  if (waited.hosts > 0.5) return hostBound(facts)
  if (waited.output > 0.5)
    return 'output-bound: what reads the output took it more slowly than pages were done'
  if (threads > BUSY) return cpuBound(facts)
  if (main > BUSY) return `main-thread-bound: the main thread ${percent(main)} busy; ${MAIN_THREAD_ADVICE}`
  if (waited.input > 0.5) return 'input-bound: the list came more slowly than its pages were done'
  if (waited.retries > 0.5)
    return 'retry-bound: failed pages waited for their next attempt; fewer --retries end earlier'
  if (waited.buffer > 0.5)
    return `buffer-bound: threads ${percent(threads)} busy, with no more bytes at hand than the buffer holds; a larger --max-buffered-bytes would help`
  if (waited.slots > 0.5 || slots > BUSY) return networkBound(facts)
  const waits = `threads ${percent(threads)} busy, fetch slots ${percent(slots)}, main thread ${percent(main)}`
  return `nothing bounds it for long: ${waits} (${stages.fetch.attempts} requests in ${spokenTime(elapsedMs)})`
}

const MAIN_THREAD_ADVICE = 'several processes over parts of the list would help'

interface Shares {
  readonly mergeMs: number
  /** Before the merge. */
  readonly workMs: number
  /** Of the time before the merge: how busy all of a stage was, 0 to 1. */
  readonly threads: number
  readonly slots: number
  readonly main: number
  readonly waited: StageTimes['schedule']['waitedMs']
}

function shares({ elapsedMs, stages }: BottleneckFacts): Shares {
  const { analysis, fetch, mainThread, merge, schedule } = stages
  const workMs = Math.max(1, elapsedMs - merge.busyMs)
  const waited = Object.entries(schedule.waitedMs).map(([reason, ms]) => [reason, ms / workMs])
  return {
    mergeMs: merge.busyMs,
    workMs,
    threads: share(analysis.busyMs, workMs * Math.max(1, analysis.threads)),
    slots: share(fetch.busyMs, workMs * Math.max(1, fetch.slots)),
    main: share(mainThread.busyMs - merge.busyMs, workMs),
    waited: Object.fromEntries(waited) as Shares['waited'],
  }
}

function cpuBound(facts: BottleneckFacts): string {
  const { analysis } = facts.stages
  const { threads, slots } = shares(facts)
  const busy = `CPU-bound: threads ${percent(threads)} busy, fetch slots ${percent(slots)}`
  const idleCores = facts.cores - Math.max(1, analysis.threads)
  if (idleCores < 1)
    return `${busy}; all ${facts.cores} cores are used: more of them, or fewer analysers, would help`
  const more = Math.min(2, idleCores)
  const saving = savedShare(facts, { threads: analysis.threads + more })
  return `${busy}; ${more === 1 ? 'one more thread' : 'two more threads'} would save about ${percent(saving)}`
}

function networkBound(facts: BottleneckFacts): string {
  const { threads, slots } = shares(facts)
  const busy = `network-bound: fetch slots ${percent(slots)} busy, threads ${percent(threads)}`
  const saving = savedShare(facts, { slots: 2 * facts.stages.fetch.slots })
  return saving < NOTABLE_SAVING
    ? `${busy}; more of either alone would not help`
    : `${busy}; twice the --concurrency would save up to about ${percent(saving)}, where the servers bear it`
}

function hostBound({ hosts, paceOf, stages }: BottleneckFacts): string {
  const needs = Object.entries(hosts).map(([host, pages]) => {
    const { slots, intervalMs } = paceOf(host)
    const attemptMs = stages.fetch.busyMs / Math.max(1, stages.fetch.attempts)
    return { host, pages, slots, intervalMs, ms: pages * Math.max(intervalMs, attemptMs / slots) }
  })
  const longest = needs.reduce((most, other) => (other.ms > most.ms ? other : most), NO_HOST)
  const { host, pages, slots, intervalMs } = longest
  return intervalMs > 0
    ? `host-bound: ${host} alone needs ${spokenTime(longest.ms)} at its interval (${pages} pages, one every ${spokenTime(intervalMs)})`
    : `host-bound: ${host} alone has ${pages} pages, ${slots} at a time; a higher --per-host would help, where its operator agrees`
}

const NO_HOST = { host: 'one host', pages: 0, slots: 1, intervalMs: 0, ms: -1 }

function mergeBound({ elapsedMs }: BottleneckFacts, mergeMs: number): string {
  return `merge-bound: ${percent(mergeMs / elapsedMs)} of the time went into what only all pages together can tell; --no-corpus leaves it out`
}

/** By how much the whole run would be shorter with more of one thing, until the next stage bounds it. */
function savedShare(
  facts: BottleneckFacts,
  more: { readonly threads?: number; readonly slots?: number },
): number {
  const { stages, elapsedMs } = facts
  const { analysis, fetch, mainThread, merge } = stages
  const { workMs } = shares(facts)
  const needed = Math.max(
    analysis.busyMs / Math.max(1, more.threads ?? analysis.threads),
    fetch.busyMs / (more.slots ?? fetch.slots),
    mainThread.busyMs - merge.busyMs,
  )
  return Math.max(0, (workMs - needed) / elapsedMs)
}

const share = (part: number, whole: number): number => Math.min(1, Math.max(0, part / whole))

const percent = (part: number): string => `${Math.round(part * 100)}%`
