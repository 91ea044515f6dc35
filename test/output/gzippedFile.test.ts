import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { OutputError } from '../../src/errors.ts'
import { withGzip } from '../../src/output/gzippedFile.ts'
import { createReplacedFile } from '../../src/output/replacedFile.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

/** Text that does not get much smaller. */
const dense = (chars: number): string =>
  Array.from({ length: chars / 8 }, (_, n) =>
    Math.imul(n + 1, 2654435761)
      .toString(36)
      .padStart(8),
  ).join('')

test('what is written comes back whole', async () => {
  const at = await temporaryFolder()
  await using file = withGzip(await createReplacedFile(at('out.txt.gz'), '.textmill-tmp'))
  const pieces = ['', 'ä', dense(80_000), '\n']
  for (const piece of pieces) await file.write(piece)
  await file.commit(at('out.txt.gz'))
  expect(gunzipSync(readFileSync(at('out.txt.gz'))).toString()).toBe(pieces.join(''))
})

test('a full disk is an OutputError that names the file, for every write and for the commit', async () => {
  await using file = withGzip(await createReplacedFile('/dev/full', '.textmill-tmp'))
  const writing = (async () => {
    for (let count = 0; count < 20; count += 1) await file.write(dense(400_000))
  })()
  await expect(writing).rejects.toThrow('cannot write /dev/full: ENOSPC')
  await expect(file.write('more')).rejects.toThrow(OutputError)
  await expect(file.commit('/dev/full')).rejects.toThrow('cannot write /dev/full: ENOSPC')
})

test('what is thrown away half-way leaves nothing', async () => {
  const at = await temporaryFolder()
  const file = withGzip(await createReplacedFile(at('out.gz'), '.textmill-tmp'))
  await file.write(dense(80_000))
  await file[Symbol.asyncDispose]()
  expect(() => readFileSync(at('out.gz.textmill-tmp'))).toThrow('ENOENT')
})
