import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { robotsText } from '../../../src/fetch/robots/robotsText.ts'

const TEXT = 'User-agent: *\nDisallow: /a\n'
const read = (body: Uint8Array, encoding?: string) =>
  robotsText({
    headers: encoding === undefined ? {} : { 'content-encoding': encoding },
    body: new Uint8Array(body),
  })

test.each([
  ['gzip', gzipSync(TEXT)],
  ['x-gzip', gzipSync(TEXT)],
  ['deflate', deflateSync(TEXT)],
  ['br', brotliCompressSync(TEXT)],
  ['identity', Buffer.from(TEXT)],
])('a robots.txt that comes in %s is read', (encoding, body) => {
  expect(read(body, encoding)).toBe(TEXT)
})

test('one that only says that it is packed is read as it is', () => {
  expect(read(Buffer.from(TEXT), 'gzip')).toBe(TEXT)
})

test('one that was cut counts as far as it goes', () => {
  const long = `${TEXT}${Array.from({ length: 9000 }, (_, i) => `Disallow: /${i * 7919}`).join('\n')}`
  expect(read(gzipSync(long).subarray(0, 4000), 'gzip')?.startsWith(TEXT)).toBe(true)
})

test('packed rubbish is no text', () => {
  expect(read(gzipSync(TEXT).subarray(4), 'br')).toBeUndefined()
})
