import { dirname } from 'node:path'
import { takeLock } from './lock.ts'
import { networkFileSystem } from './networkFileSystem.ts'

/** Takes the locks of all these states, or none. Throws a `LockedError` when another process has one of them. */
export async function takeLocks(paths: readonly string[]): Promise<Disposable> {
  const locks: Disposable[] = []
  const release = (): void => {
    for (const lock of locks) lock[Symbol.dispose]()
  }
  try {
    for (const path of new Set(paths)) {
      // Locks of a network file system are not to be relied on; the state itself never lies on one.
      if ((await networkFileSystem(dirname(path))) === undefined) locks.push(takeLock(path))
    }
  } catch (error) {
    release()
    throw error
  }
  return { [Symbol.dispose]: release }
}
