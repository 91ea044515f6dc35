import { describe, expect, test } from 'vitest'
import { LockedError, StoppedError } from '../../src/errors.ts'
import { lockHolder } from '../../src/store/lock.ts'
import { type LockWait, takeLocks } from '../../src/store/takeLocks.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const never = new AbortController().signal

function waiting(facts: Partial<LockWait>): LockWait & { readonly told: string[] } {
  const told: string[] = []
  return { waitMs: 60_000, signal: never, onWait: (message) => told.push(message), ...facts, told }
}

describe('a lock that another run holds', () => {
  test('is waited for, and who holds it is told once', async () => {
    const at = await temporaryFolder()
    const first = await takeLocks([at('s')])
    const wait = waiting({})
    const second = takeLocks([at('s')], wait)
    await new Promise((resolve) => setTimeout(resolve, 120))
    first[Symbol.dispose]()
    using _second = await second
    expect(wait.told).toEqual([
      expect.stringMatching(/^waiting: another run holds .*: pid \d+ on .* since 20/),
    ])
  })

  test('is an error when there is no time to wait, and when the time is over', async () => {
    const at = await temporaryFolder()
    using _first = await takeLocks([at('s')])
    await expect(takeLocks([at('s')])).rejects.toThrow(LockedError)
    const wait = waiting({ waitMs: 500 })
    await expect(takeLocks([at('s')], wait)).rejects.toThrow(LockedError)
    expect(wait.told).toHaveLength(1)
  })

  test('can be looked at, whether it is held or not', async () => {
    const at = await temporaryFolder()
    expect(lockHolder(at('s'))).toBeUndefined()
    const first = await takeLocks([at('s')])
    expect(lockHolder(at('s'))).toMatch(new RegExp(`^pid ${process.pid} on .* since 20`))
    first[Symbol.dispose]()
    expect(lockHolder(at('s'))).toBeUndefined()
    // Looking leaves nothing behind that would keep a run away.
    using _second = await takeLocks([at('s')])
  })

  test('is waited for no longer when the run is stopped', async () => {
    const at = await temporaryFolder()
    using _first = await takeLocks([at('s')])
    const stop = new AbortController()
    const wait = waiting({ signal: stop.signal, onWait: () => stop.abort() })
    await expect(takeLocks([at('s')], wait)).rejects.toThrow(StoppedError)
  })

  test('is taken once, by however many names it is asked for', async () => {
    const at = await temporaryFolder()
    using _both = await takeLocks([at('s'), `${at('.')}/./s`])
    expect(lockHolder(at('s'))).toContain(`pid ${process.pid}`)
  })

  test('leaves no other locked meanwhile', async () => {
    const at = await temporaryFolder()
    const held = await takeLocks([at('b')])
    const both = takeLocks([at('a'), at('b')], waiting({}))
    const free = await takeLocks([at('a')], waiting({ waitMs: 1000 }))
    free[Symbol.dispose]()
    held[Symbol.dispose]()
    using _both = await both
    await expect(takeLocks([at('a')])).rejects.toThrow(LockedError)
  })
})
