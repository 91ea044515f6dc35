import { readState } from './store/readState.ts'
import type { FailureGroup, PlaceCounts, StoredRun } from './store/stateReader.ts'

/** How a run stands, by its state. */
export interface StateStatus {
  readonly run: StoredRun | undefined
  readonly counts: PlaceCounts
  /** The most pages first. */
  readonly failures: readonly FailureGroup[]
  /** Hosts with unfinished pages, the most first, and no more than ten of them. */
  readonly unfinishedHosts: readonly { readonly host: string; readonly pages: number }[]
  /** Origins that nobody answers at: their pages failed without being asked for. Forgotten when the run is over. */
  readonly givenUpOrigins: readonly { readonly origin: string; readonly failures: number }[]
}

const SHOWN_HOSTS = 10

/**
 * Tells how the last run of a state stands, which may go on meanwhile. Throws an `InputError` or a `StateError` where there is no
 * state to be read.
 */
export async function stateStatus(statePath: string): Promise<StateStatus> {
  return await readState(statePath, (state) => ({
    run: state.run,
    counts: state.counts(),
    failures: state.failures(),
    unfinishedHosts: state.unfinishedHosts(SHOWN_HOSTS),
    givenUpOrigins: state.givenUpOrigins(),
  }))
}
