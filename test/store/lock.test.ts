import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LockedError } from '../../src/errors.ts'
import { lockHolder, takeLock } from '../../src/store/lock.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

test('a lock that is removed and taken again and again is never held twice', async () => {
  const at = await temporaryFolder()
  for (let i = 0; i < 20; i += 1) {
    const lock = takeLock(at('s'))
    expect(() => takeLock(at('s'))).toThrow(LockedError)
    lock[Symbol.dispose]()
  }
})

test('a lock whose file somebody has removed is still given back', async () => {
  const at = await temporaryFolder()
  const lock = takeLock(at('s'))
  rmSync(at('s.lock'))
  lock[Symbol.dispose]()
  using _again = takeLock(at('s'))
  expect(lockHolder(at('s'))).toContain(`pid ${process.pid}`)
})
