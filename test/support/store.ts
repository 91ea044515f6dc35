import { onTestFinished } from 'vitest'
import { createStore, type Store, type StoreOptions } from '../../src/store/createStore.ts'
import type { InputEntry, StoredResult } from '../../src/types.ts'

/** A store on the given file; closed after the test unless that was done before. */
export async function openStore(path: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  const store = await createStore({
    path,
    alsoLocked: [],
    fresh: false,
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
    isOpen = false
  }
  onTestFinished(close)
  return Object.assign(store, { [Symbol.dispose]: close })
}

export function pageEntry(url: string, written = url): InputEntry {
  return { written, origin: 'test', url, host: new URL(url).hostname }
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
