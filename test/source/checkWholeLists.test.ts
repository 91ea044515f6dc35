import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { InputError } from '../../src/errors.ts'
import { checkWholeLists } from '../../src/source/checkWholeLists.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { plainSource } from './entriesOf.ts'

const cut = gzipSync('a.example\n'.repeat(100)).subarray(0, 20)

const check = (inputs: readonly string[], signal = new AbortController().signal): Promise<void> =>
  checkWholeLists({ inputs, source: { ...plainSource, sitemaps: ['https://a.example/none.xml'] }, signal })

test('a file that breaks off is found, wherever it stands', async () => {
  const at = await temporaryFolder()
  writeFileSync(at('sound.txt'), 'a.example\n')
  writeFileSync(at('cut.txt.gz'), cut)
  const checked = check([at('sound.txt'), 'https://a.example/', '-', at('cut.txt.gz')])
  await expect(checked).rejects.toThrow(InputError)
  await expect(checked).rejects.toThrow(`cannot read ${at('cut.txt.gz')}: `)
})

test('lists that can be read to their ends are fine, and nothing on the web is asked for', async () => {
  const at = await temporaryFolder()
  const sitemap = '<sitemap><loc>https://a.example/1.xml</loc></sitemap>'
  writeFileSync(at('index.xml'), `<sitemapindex>${sitemap}</sitemapindex>`)
  await expect(check([at('index.xml'), 'https://a.example/', '-'])).resolves.toBeUndefined()
})

test.skipIf(process.platform === 'win32')('a pipe is left alone: it can be read only once', async () => {
  const at = await temporaryFolder()
  execFileSync('mkfifo', [at('pipe.txt')])
  await expect(check([at('pipe.txt')])).resolves.toBeUndefined()
})

test('the reading ends when it is no longer wanted', async () => {
  const at = await temporaryFolder()
  writeFileSync(at('long.txt'), 'a.example\n'.repeat(1000))
  writeFileSync(at('cut.txt.gz'), cut)
  await expect(check([at('long.txt'), at('cut.txt.gz')], AbortSignal.abort())).resolves.toBeUndefined()
})
