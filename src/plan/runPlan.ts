import type { InvalidLine, ListCounts } from '../forecast/createListTally.ts'
import type { MemoryForecast } from '../forecast/memoryForecast.ts'
import type { RunForecast } from '../forecast/runForecast.ts'
import type { DiskRoom } from './diskRoom.ts'

/** What a run would do that began now, as far as it can be told without the network. */
export interface RunPlan {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly state: PlannedState
  readonly run: PlannedStart
  readonly list: ListCounts & {
    /** The first few. */
    readonly invalidLines: readonly InvalidLine[]
    /** Sitemaps and feeds on the web, which are read when the run begins; the first few. */
    readonly unread: readonly string[]
    readonly unreadCount: number
  }
  /** What becomes of the pages of the list; the first five sum up to all. */
  readonly pages: {
    /** By an earlier start of the run that goes on. */
    readonly done: number
    /** Younger than `fetch.maxAgeMs`. */
    readonly fresh: number
    /** By a robots.txt that is kept. */
    readonly denied: number
    /** At hosts that want to be left alone for longer than anybody waits. */
    readonly refused: number
    readonly asked: number
    /** Of those that are asked for: with what their server has said of their version. */
    readonly conditional: number
  }
  /** Null where robots.txt is not obeyed. */
  readonly robots: PlannedRules | null
  readonly hosts: {
    /** Those with pages to be asked for. */
    readonly count: number
    /** The longest first, at most ten. */
    readonly longest: readonly PlannedHost[]
  }
  readonly duration: RunForecast & {
    /** What was taken for granted, since no earlier run tells. */
    readonly assumed: Assumed
    /** The run is stopped, and continued by the next start, after this time; null for never. */
    readonly maxRuntimeMs: number | null
  }
  readonly memory: MemoryForecast & { readonly availableBytes: number | undefined }
  readonly disk: readonly DiskRoom[]
}

/**
 * `none`: temporary, with no output to stand beside. `forgotten`: with `--fresh`. `older`: brought up to date by the run, and
 * not looked at here. `unreadable`: set aside by the run.
 */
export interface PlannedState {
  readonly path: string | null
  readonly kind: 'none' | 'missing' | 'forgotten' | 'older' | 'unreadable' | 'current'
}

export interface PlannedStart {
  /** `failures`: with `--retry-failed`. */
  readonly kind: 'first' | 'next' | 'continued' | 'failures'
  /** ISO times of the last run; null where there is none, or it is not over. */
  readonly startedAt: string | null
  readonly closedAt: string | null
}

export interface PlannedRules {
  /** Origins of the pages that are neither done nor fresh, and those of them whose robots.txt is asked for first. */
  readonly origins: number
  readonly uncachedOrigins: number
  /** The rules that deny most pages, at most five. */
  readonly denied: readonly { readonly origin: string; readonly rule: string; readonly pages: number }[]
}

export interface PlannedHost {
  readonly host: string
  readonly pages: number
  readonly ms: number
  /** How it is asked: at most so many at once, and after one another with this interval and up to a fifth more. */
  readonly slots: number
  readonly intervalMs: number
  /** Where the interval is from: the configuration, or the host's robots.txt. */
  readonly intervalFrom: 'configuration' | 'robots'
  /** What an earlier run has learned, while that is more; it is left again by and by. */
  readonly learnedMs: number
  /** For how long it wants to be left alone before. */
  readonly pauseMs: number
  /** For how long a page holds a slot, mean, and who says so: the host itself, the other hosts, or nobody. */
  readonly fetchMs: number
  readonly fetchFrom: 'host' | 'others' | 'assumed'
}

/** Absent is what an earlier run has told. */
export interface Assumed {
  readonly fetchMs?: number
  readonly analysisMs?: number
  readonly jsonBytes?: number
}
