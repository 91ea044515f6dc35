import type { Analysis } from './analysis/createAnalysis.ts'
import { version } from './config/version.ts'
import type { RunControl } from './runControl.ts'
import type { Schedule } from './schedule/createSchedule.ts'
import type { PageBuffer } from './schedule/pageBuffer.ts'
import type { Store } from './store/createStore.ts'
import type { RunInfo, ScrapeProgress, ScraperConfig } from './types.ts'

/** The parts of a run that can tell how it goes. */
export interface RunStages {
  readonly control: RunControl
  readonly store: Store
  readonly schedule: Schedule
  readonly buffer: PageBuffer
  readonly analysis: Analysis
  readonly config: ScraperConfig
}

/** How far the run is, this moment. */
export function scrapeProgress({
  control,
  store,
  schedule,
  buffer,
  analysis,
  config,
}: RunStages): ScrapeProgress {
  const { entries, done, failed, waiting } = store.counts
  const { busy, threads } = analysis.stats
  return {
    done,
    total: entries,
    inputEnded: control.inputEnded,
    failed,
    fetching: schedule.stats.fetching,
    fetchSlots: config.fetch.concurrency,
    analysing: busy,
    threads,
    bufferedBytes: buffer.bytes,
    waitingForRetry: waiting,
  }
}

/** What differs between two runs over the same responses: times, and how busy the stages were. */
export function runInfo({ control, store, schedule, buffer, analysis }: RunStages): RunInfo {
  const { attempts, fetchBusyMs, maxInFlight } = schedule.stats
  const { pages, busyMs, threads } = analysis.stats
  return {
    startedAt: store.run.startedAt,
    elapsedMs: Math.round(performance.now() - control.startedAt),
    version,
    stages: {
      fetch: { attempts, busyMs: Math.round(fetchBusyMs), maxInFlight },
      buffer: { maxBytes: buffer.maxBytes, overshootBytes: buffer.overshootBytes },
      analysis: { pages, busyMs: Math.round(busyMs), threads },
    },
  }
}
