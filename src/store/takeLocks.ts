import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { realPath } from '../config/realPath.ts'
import { LockedError, StoppedError } from '../errors.ts'
import { takeLock } from './lock.ts'
import { networkFileSystem } from './networkFileSystem.ts'

/** How long to wait for another run. */
export interface LockWait {
  readonly waitMs: number
  /** Ends the wait with a `StoppedError`. */
  readonly signal: AbortSignal
  /** Told once who is waited for. */
  readonly onWait: (message: string) => void
}

const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 1000

/**
 * Takes the locks of all these states, or none. Throws a `LockedError` when another process has one of them, and has not given it back in the
 * time there is to wait.
 */
export async function takeLocks(paths: readonly string[], wait?: LockWait): Promise<Disposable> {
  const deadline = performance.now() + (wait?.waitMs ?? 0)
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return await takeAll(paths)
    } catch (error) {
      const leftMs = deadline - performance.now()
      if (!(error instanceof LockedError) || wait === undefined || leftMs <= 0) throw error
      if (pauseMs === FIRST_PAUSE_MS) wait.onWait(`waiting: ${error.message}`)
      await pause(Math.min(pauseMs, leftMs), wait.signal)
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal })
  } catch (cause) {
    throw new StoppedError('stopped while waiting for another run', { cause })
  }
}

async function takeAll(paths: readonly string[]): Promise<Disposable> {
  const locks: Disposable[] = []
  const release = (): void => {
    for (const lock of locks) lock[Symbol.dispose]()
  }
  try {
    for (const path of distinct(paths)) {
      // Locks of a network file system are not to be relied on; the state itself never lies on one.
      if ((await networkFileSystem(dirname(path))) === undefined) locks.push(takeLock(path))
    }
  } catch (error) {
    release()
    throw error
  }
  return { [Symbol.dispose]: release }
}

/** One name for each file, so that its lock is not asked for twice. */
function distinct(paths: readonly string[]): string[] {
  return [
    ...new Map(paths.toReversed().map((path) => [realPath(`${path}.lock`), path])).values(),
  ].toReversed()
}
