import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LockedError, StateError } from '../../src/errors.ts'
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

test('there is no lock in a folder that is not there, though the path leads out of it again', async () => {
  const at = await temporaryFolder()
  expect(() => takeLock(`${at('missing')}/../s`)).toThrow(StateError)
  expect(existsSync(at('s.lock'))).toBe(false)
})

test('a lock that cannot be taken is named as one', async () => {
  const at = await temporaryFolder()
  writeFileSync(at('s.lock'), 'no lock, but a text of many words'.repeat(20))
  expect(() => takeLock(at('s'))).toThrow(`cannot take the lock ${at('s.lock')}: file is not a database`)
})

test('who holds a lock is seen by way of a link', async () => {
  const at = await temporaryFolder()
  mkdirSync(at('elsewhere/deep'), { recursive: true })
  symlinkSync(at('elsewhere/deep'), at('link'))
  using _lock = takeLock(at('elsewhere/s'))
  expect(lockHolder(`${at('link')}/../s`)).toContain(`pid ${process.pid}`)
})
