import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { LockedError, StateError } from '../../src/errors.ts'
import { lockState } from '../../src/store/lockState.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const locked = (path: string, ...alsoLocked: string[]): Promise<Disposable> =>
  lockState({ path, alsoLocked, wait: { waitMs: 0, signal: new AbortController().signal, onWait: () => {} } })

describe('the locks of a run', () => {
  test('are taken with those of its other outputs: all of them or none', async () => {
    const at = await temporaryFolder()
    using _first = await locked(at('a'), at('shared'))
    await expect(locked(at('b'), at('shared'))).rejects.toThrow(LockedError)
    using _third = await locked(at('b'))
  })

  test('make and touch no state', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('b'), 'kept')
    using _locks = await locked(at('a'), at('b'))
    expect(existsSync(at('a'))).toBe(false)
    expect(readFileSync(at('b'), 'utf8')).toBe('kept')
  })

  test('leave nothing behind where no state was made, whether they were taken or not', async () => {
    const at = await temporaryFolder()
    const first = await locked(at('a'), at('shared'))
    await expect(locked(at('b'), at('shared'))).rejects.toThrow(LockedError)
    first[Symbol.dispose]()
    expect(readdirSync(at('.'))).toEqual([])
  })

  test('are refused for a folder in place of the state, and leave nothing behind', async () => {
    const at = await temporaryFolder()
    mkdirSync(at('a'))
    const refused = locked(at('a'))
    await expect(refused).rejects.toThrow(StateError)
    await expect(refused).rejects.toThrow(`the state ${at('a')} is not a file`)
    expect(readdirSync(at('.'))).toEqual(['a'])
  })

  test('leave nothing behind where a folder has the name of the state of another output', async () => {
    const at = await temporaryFolder()
    mkdirSync(at('shared'))
    const locks = await locked(at('a'), at('shared'))
    locks[Symbol.dispose]()
    expect(readdirSync(at('.'))).toEqual(['shared'])
  })

  test('stay beside a state', async () => {
    const at = await temporaryFolder()
    const lock = await locked(at('a'))
    writeFileSync(at('a'), '')
    lock[Symbol.dispose]()
    expect(existsSync(at('a.lock'))).toBe(true)
    using _again = await locked(at('a'))
  })
})
