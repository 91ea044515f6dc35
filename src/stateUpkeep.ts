import { type PrunedState, pruneState } from './store/pruneState.ts'
import { readState } from './store/readState.ts'
import type { StateContents } from './store/stateContents.ts'
import type { StateSize } from './store/stateSize.ts'
import type { LockWait } from './store/takeLocks.ts'

export type { PrunedState } from './store/pruneState.ts'

/** What a state holds, and what that takes up. */
export interface DescribedState {
  readonly size: StateSize
  readonly contents: StateContents
}

/** Looks into a state, which a run may go on with meanwhile. Throws an `InputError` or a `StateError` where there is none to be read. */
export async function describedState(statePath: string): Promise<DescribedState> {
  return await readState(statePath, (state) => ({ size: state.size(), contents: state.contents() }))
}

/** Removes what was last listed longer ago than this, and gives its room back. What is kept, and what is thrown, as `pruneState` says. */
export async function prunedState(statePath: string, keepMs: number, wait: LockWait): Promise<PrunedState> {
  // A time far before 1970 is none that Date can write, and nothing is that old.
  return await pruneState(statePath, new Date(Math.max(0, Date.now() - keepMs)), wait)
}
