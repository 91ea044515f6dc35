import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { canWrite } from '../../src/plan/canWrite.ts'
import { diskRoom } from '../../src/plan/diskRoom.ts'
import { type ReadFreeSpace, readFreeSpace } from '../../src/plan/readFreeSpace.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { mountTmpfs } from '../support/tmpfs.ts'

describe('what is free', () => {
  test('is what the file system of a folder says', async () => {
    const at = await temporaryFolder()
    const found = await readFreeSpace(at('.'))
    expect(found?.freeBytes).toBeGreaterThan(0)
    mkdirSync(at('below'))
    expect((await readFreeSpace(at('below')))?.device).toBe(found?.device)
  })

  test('is told of a folder that is not there yet by the one above', async () => {
    const at = await temporaryFolder()
    expect((await readFreeSpace(at('a/b/c')))?.device).toBe((await readFreeSpace(at('.')))?.device)
  })

  test.skipIf(process.platform !== 'linux')('is unknown where there is no size at all', async () => {
    expect(await readFreeSpace('/proc')).toBeUndefined()
  })

  test('is that of the folder, whatever lies round it', async ({ skip }) => {
    const at = await temporaryFolder()
    if (!mountTmpfs(at('small'), 1_048_576)) skip()
    const small = await readFreeSpace(at('small'))
    expect(small?.freeBytes).toBe(1_048_576)
    expect(small?.device).not.toBe((await readFreeSpace(at('.')))?.device)
  })
})

describe('whether a folder can be written to', () => {
  test('is tried, and leaves nothing behind', async () => {
    const at = await temporaryFolder()
    expect(await canWrite(at('.'), 1000)).toBe(true)
    expect(readdirSync(at('.'))).toEqual([])
  })

  test('is denied where it is full', async ({ skip }) => {
    const at = await temporaryFolder()
    if (!mountTmpfs(at('small'), 65_536)) skip()
    expect(await canWrite(at('small'), 32_768)).toBe(true)
    expect(await canWrite(at('small'), 131_072)).toBe(false)
    expect(readdirSync(at('small'))).toEqual([])
    writeFileSync(at('small/fills'), 'x'.repeat(65_536))
    expect(await canWrite(at('small'), 4096)).toBe(false)
  })

  test('is not denied for what is wrong otherwise', async () => {
    const at = await temporaryFolder()
    expect(await canWrite(at('none'), 1000)).toBe(true)
  })
})

describe('needs and room', () => {
  const need = (folder: string, bytes: number) => ({ folder, what: 'output' as const, bytes })
  const readAs =
    (devices: Readonly<Record<string, string>>): ReadFreeSpace =>
    async (folder) => {
      const device = devices[folder]
      return device === undefined ? undefined : { device, freeBytes: 1000 }
    }

  test('are compared by file system', async () => {
    const needs = [need('/a', 1), need('/b', 2), need('/c', 4), need('/a', 8)]
    const rooms = await diskRoom(needs, readAs({ '/a': '1', '/b': '2', '/c': '1' }))
    expect(rooms).toMatchObject([
      { folders: ['/a', '/c'], neededBytes: 13, freeBytes: 1000 },
      { folders: ['/b'], neededBytes: 2, freeBytes: 1000 },
    ])
  })

  test('what is unknown stands for itself', async () => {
    const rooms = await diskRoom([need('/a', 1), need('/b', 2)], readAs({}))
    expect(rooms).toMatchObject([
      { folders: ['/a'], neededBytes: 1, freeBytes: undefined },
      { folders: ['/b'], neededBytes: 2, freeBytes: undefined },
    ])
  })
})
