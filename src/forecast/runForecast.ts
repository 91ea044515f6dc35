/** What a run will have to do, in sums over its pages. */
export interface RunWork {
  /** The host that takes longest by itself. */
  readonly longestHostMs: number
  /** Pages to be asked for. */
  readonly asked: number
  /** For how long they will hold slots of the network, together. */
  readonly fetchMs: number
  readonly slots: number
  /** What their analyses take, together. */
  readonly analysisMs: number
  readonly threads: number
  readonly cores: number
  /** Pages with a row that is merged, those done earlier among them. */
  readonly merged: number
  readonly isCompared: boolean
}

export type Bound = 'host' | 'slots' | 'analysis' | 'main-thread' | 'merge' | 'start'

/** How long a run will take, in milliseconds. */
export interface RunForecast {
  readonly ms: number
  /** What takes most of it. */
  readonly boundBy: Bound
  /** What each would take, alone. The first four go on side by side; the merge follows. */
  readonly parts: {
    readonly hostMs: number
    readonly slotsMs: number
    readonly analysisMs: number
    readonly mainThreadMs: number
    readonly mergeMs: number
  }
}

const START_MS = 300
/** What scheduling, reading, storing and telling a page takes of the main thread. */
const MAIN_THREAD_MS = 1.5
/** What a page costs the merge, and more where pages are compared. */
const MERGE_MS = 0.8
const COMPARED_MS = 1.6

/** Waiting and thinking go on side by side, so that the longest of them counts; then comes the merge. */
export function runForecast(work: RunWork): RunForecast {
  const { asked, analysisMs, threads, cores } = work
  const ownMs = asked * MAIN_THREAD_MS
  const parts = {
    hostMs: work.longestHostMs,
    slotsMs: work.fetchMs / work.slots,
    analysisMs: threads === 0 ? 0 : Math.max(analysisMs / threads, (analysisMs + ownMs) / cores),
    mainThreadMs: ownMs + (threads === 0 ? analysisMs : 0),
    mergeMs: work.merged * (MERGE_MS + (work.isCompared ? COMPARED_MS : 0)),
  }
  const { hostMs, slotsMs, mainThreadMs, mergeMs } = parts
  const workMs = Math.max(hostMs, slotsMs, parts.analysisMs, mainThreadMs)
  const bounds: ReadonlyArray<readonly [Bound, number]> = [
    ['start', START_MS],
    ['host', hostMs],
    ['slots', slotsMs],
    ['analysis', parts.analysisMs],
    ['main-thread', mainThreadMs],
    ['merge', mergeMs],
  ]
  const [boundBy] = bounds.reduce((most, other) => (other[1] > most[1] ? other : most))
  return { ms: START_MS + workMs + mergeMs, boundBy, parts }
}
