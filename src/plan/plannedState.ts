import { InputError } from '../errors.ts'
import { type Foresight, type ForesightOptions, readForesight } from '../store/foresight.ts'
import { stateKind } from '../store/stateKind.ts'
import type { PlannedStart, PlannedState } from './runPlan.ts'

/** A state as a start would find it, looked at without holding it. */
export interface PlannedStateView {
  readonly kind: PlannedState['kind']
  readonly start: PlannedStart
  /** Does the work on what there is, perhaps more than once. */
  look<T>(work: (foresight: Foresight) => T): Promise<T>
}

/**
 * Looks which run a start would begin, or go on with. It finds nothing in a state that is forgotten, or that must be brought up to
 * date first. Throws the `StateError` that would end the run, and an `InputError` where failures are to be asked
 * again and there is no run.
 */
export async function viewOfState(
  path: string | undefined,
  { fresh, ...options }: ForesightOptions & { readonly fresh: boolean },
): Promise<PlannedStateView> {
  const kind = path === undefined ? 'none' : fresh ? 'forgotten' : await stateKind(path)
  const look = <T>(work: (foresight: Foresight) => T): Promise<T> =>
    path !== undefined && kind === 'current'
      ? readForesight(path, options, work)
      : Promise.resolve(work(NOTHING))
  const { run, isContinued } = await look(({ run, isContinued }) => ({ run, isContinued }))
  if (options.retryFailed && run === undefined && kind !== 'older') {
    throw new InputError(`no run to ask the failures of again: ${path ?? 'a temporary state'} holds none`)
  }
  const isReopened = isContinued && run?.closedAt !== null
  return {
    kind,
    start: {
      kind: run === undefined ? 'first' : isReopened ? 'failures' : isContinued ? 'continued' : 'next',
      startedAt: run?.startedAt ?? null,
      closedAt: run?.closedAt ?? null,
    },
    look,
  }
}

const NOTHING: Foresight = {
  run: undefined,
  isContinued: false,
  pages: (keys) => keys.map(() => undefined),
  robots: () => undefined,
  hosts: () => new Map(),
  sizes: () => ({
    results: 0,
    listed: 0,
    unfinished: 0,
    meanJsonBytes: undefined,
    meanBodyBytes: undefined,
    sample: [],
  }),
}
