import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { closedBy } from '../../src/source/closedBy.ts'
import { unpacked } from '../../src/source/unpacked.ts'

test('a stream is closed by the signal while its reader waits for a chunk', async () => {
  const stop = new AbortController()
  const stream = new PassThrough()
  const chunks = closedBy(stop.signal, stream)[Symbol.asyncIterator]()
  const waiting = chunks.next()
  stop.abort()
  await expect(waiting).rejects.toThrow('Premature close')
  expect(stream.destroyed).toBe(true)
})

test('a stream whose signal has aborted is closed before it is read', async () => {
  const stream = new PassThrough()
  const chunks = closedBy(AbortSignal.abort(), stream)[Symbol.asyncIterator]()
  await expect(chunks.next()).rejects.toThrow('Premature close')
})

test('a reader that wants no more closes the stream, also while it waits for a chunk', async () => {
  const stream = new PassThrough()
  const chunks = closedBy(undefined, stream)[Symbol.asyncIterator]()
  const waiting = Promise.allSettled([chunks.next()])
  await chunks.return?.()
  expect(stream.destroyed).toBe(true)
  await waiting
})

test('a reader of gzip that wants no more closes a stream that stays open', async () => {
  const stream = new PassThrough()
  const closed = once(stream, 'close')
  stream.write(gzipSync('a.example\n'))
  for await (const chunk of unpacked(closedBy(undefined, stream))) {
    expect(String(chunk)).toBe('a.example\n')
    break
  }
  await closed
  expect(stream.destroyed).toBe(true)
})

test('a stream that has ended leaves nothing with the signal', async () => {
  const stop = new AbortController()
  const stream = new PassThrough()
  stream.end('a')
  const read: string[] = []
  for await (const chunk of closedBy(stop.signal, stream)) read.push(String(chunk))
  let errors = 0
  stream.on('error', () => errors++)
  stop.abort()
  expect([read, errors]).toEqual([['a'], 0])
})
