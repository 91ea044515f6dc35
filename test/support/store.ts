import { onTestFinished } from 'vitest'
import { createStore, type Store, type StoreOptions } from '../../src/store/createStore.ts'
import { lockState } from '../../src/store/lockState.ts'
import type { AttemptRecord, InputEntry, StoredResult, StoredRow } from '../../src/types.ts'

/** A store on the given file; closed after the test unless that was done before. */
export async function openStore(path: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  const lock = await lockState({ path, alsoLocked: [], wait: NO_WAIT })
  const store = storeUnder(lock, {
    path,
    fresh: false,
    retryFailed: false,
    maxAgeMs: 0,
    analysisKey: 'key',
    warn: () => {},
    onError: (error) => {
      throw error
    },
    ...options,
  })
  // Disposing twice would close a database of the next test.
  let isOpen = true
  const dispose = store[Symbol.dispose]
  const close = (): void => {
    if (isOpen) dispose()
    if (isOpen) lock[Symbol.dispose]()
    isOpen = false
  }
  onTestFinished(close)
  return Object.assign(store, { [Symbol.dispose]: close })
}

const NO_WAIT = { waitMs: 0, signal: new AbortController().signal, onWait: () => {} }

function storeUnder(lock: Disposable, options: StoreOptions): Store {
  try {
    return createStore(options)
  } catch (error) {
    lock[Symbol.dispose]()
    throw error
  }
}

export function pageEntry(url: string, written = url): InputEntry {
  return { written, origin: 'test', url, key: url, host: new URL(url).hostname }
}

export function okResult(overrides: Partial<StoredResult> = {}): StoredResult {
  return {
    status: 'ok',
    statusCode: 200,
    failureCode: null,
    bytes: 10,
    words: 2,
    language: 'en',
    json: '{"status":"ok","finalUrl":"https://a.example/"}',
    ...overrides,
  }
}

export function failedResult(message: string): StoredResult {
  return {
    ...okResult(),
    status: 'failed',
    statusCode: null,
    failureCode: 'connection-refused',
    json: JSON.stringify({ status: 'failed', failure: { message } }),
  }
}

/** The logs of this many attempts, all failed. */
export function failedAttempts(count: number): AttemptRecord[] {
  return Array.from({ length: count }, (_, i) => ({
    at: 1_767_225_600_000 + i * 1000,
    why: i === 0 ? 'first' : 'connection-refused',
    waitedMs: i * 500,
    tookMs: 1.5,
    cameBack: 'connection-refused',
  }))
}

/** Every row that is told from now on, in the order in which that happens. */
export function toldRows(store: Store): StoredRow[] {
  const told: StoredRow[] = []
  store.onRows((rows) => told.push(...rows))
  return told
}
