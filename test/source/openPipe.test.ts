import { execFileSync } from 'node:child_process'
import { constants } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { openPipe } from '../../src/source/openPipe.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

async function pipe(): Promise<string> {
  const at = await temporaryFolder()
  execFileSync('mkfifo', [at('pipe')])
  return at('pipe')
}

test('a pipe is read when its writer comes', async () => {
  const path = await pipe()
  const opening = openPipe(path)
  const writing = writeFile(path, 'a.example\n')
  expect(await text(await opening)).toBe('a.example\n')
  await writing
})

test.each(['before', 'while'])(
  'one that is aborted %s it waits for a writer waits no longer',
  async (when) => {
    const path = await pipe()
    const stop = new AbortController()
    if (when === 'before') stop.abort()
    const opening = openPipe(path, stop.signal)
    stop.abort()
    await expect(opening).rejects.toThrow('aborted')
    const nobodyReads = open(path, constants.O_WRONLY | constants.O_NONBLOCK)
    await expect(nobodyReads).rejects.toThrow('ENXIO')
  },
)

test('more pipes than the system has threads are let go', async () => {
  const stop = new AbortController()
  const paths = await Promise.all(Array.from({ length: 8 }, pipe))
  const openings = paths.map((path) => openPipe(path, stop.signal))
  stop.abort()
  const ends = await Promise.allSettled(openings)
  expect(ends.map(({ status }) => status)).toEqual(paths.map(() => 'rejected'))
})
