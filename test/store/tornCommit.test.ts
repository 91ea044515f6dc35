import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/store/createStore.ts'
import { okResult, openStore, pageEntry } from '../support/store.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const ENTRIES = [1, 2, 3].map((n) => pageEntry(`https://a.example/${n}`))
const STEP_BYTES = 1999

function finishOne(store: Store): void {
  for (const page of store.queue.take('a.example', 1)) {
    store.queue.finish(
      page,
      okResult({ json: JSON.stringify({ status: 'ok', text: page.url.repeat(400) }) }),
      [],
    )
  }
  store.commit()
}

/** The state as it is while a process writes to it, with its log cut off after so many bytes: what a kill in the middle leaves. */
function cutCopy(path: string, copy: string, bytes: number): string {
  copyFileSync(path, copy)
  copyFileSync(`${path}-wal`, `${copy}-wal`)
  truncateSync(`${copy}-wal`, bytes)
  return copy
}

const doneIn = async (path: string): Promise<number> => {
  using store = await openStore(path)
  store.add(ENTRIES)
  const { done } = store.counts
  store[Symbol.dispose]()
  return done
}

describe('a process that is killed while it commits', () => {
  test('leaves the commits before, and nothing of this one, wherever the log was cut off', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    store.add(ENTRIES)
    finishOne(store)
    const before = statSync(at('s-wal')).size
    finishOne(store)
    const after = statSync(at('s-wal')).size
    expect(after - before).toBeGreaterThan(4 * STEP_BYTES)
    for (let cut = before; cut < after; cut += STEP_BYTES) {
      expect(await doneIn(cutCopy(at('s'), at(`cut-${cut}`), cut)), `cut at ${cut}`).toBe(1)
    }
    expect(await doneIn(cutCopy(at('s'), at('whole'), after))).toBe(2)
  })

  test('leaves nothing of this one either where the log has older bytes behind it', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    store.add(ENTRIES)
    finishOne(store)
    const before = statSync(at('s-wal')).size
    finishOne(store)
    const copy = cutCopy(at('s'), at('copy'), statSync(at('s-wal')).size)
    const log = readFileSync(`${copy}-wal`)
    // Whole but for its end, where something else stands.
    writeFileSync(`${copy}-wal`, log.fill(0x5a, before + Math.floor((log.length - before) / 2)))
    expect(await doneIn(copy)).toBe(1)
  })

  test('or while it forgets a state leaves none: a log that has lost its file counts for nothing', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    store.add(ENTRIES)
    finishOne(store)
    copyFileSync(at('s-wal'), at('other-wal'))
    using other = await openStore(at('other'))
    other.add(ENTRIES)
    expect(other.run.continued).toBe(false)
    expect(other.counts.done).toBe(0)
  })
})
