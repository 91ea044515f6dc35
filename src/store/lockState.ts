import { dirname } from 'node:path'
import { refuseNetworkFileSystem } from './networkFileSystem.ts'
import { refuseSpecialFile } from './openState.ts'
import { type LockWait, takeLocks } from './takeLocks.ts'

export interface StateLocks {
  /** The state file; `<path>.lock` is locked. */
  readonly path: string
  /** Other states whose locks are taken too: those of the run's further outputs. */
  readonly alsoLocked: readonly string[]
  readonly wait: LockWait
}

/**
 * Takes the locks of a run and touches no state. Throws a `LockedError` when another process has one of them, a `StateError` when
 * the state would lie where it is not safe, or something else than a file is there.
 */
export async function lockState({ path, alsoLocked, wait }: StateLocks): Promise<Disposable> {
  refuseSpecialFile(path)
  await refuseNetworkFileSystem(dirname(path), path)
  return await takeLocks([path, ...alsoLocked], wait)
}
