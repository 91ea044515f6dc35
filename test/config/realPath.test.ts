import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { realPath } from '../../src/config/realPath.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

test('a file has one path, there or not yet, whatever links and dots lead to it', async () => {
  const at = await temporaryFolder()
  mkdirSync(at('elsewhere/deep'), { recursive: true })
  symlinkSync(at('elsewhere/deep'), at('link'))
  writeFileSync(at('elsewhere/there'), '')
  const home = realpathSync(at('elsewhere'))
  expect(realPath(`${at('link')}/../there`)).toBe(join(home, 'there'))
  expect(realPath(`${at('link')}/../new`)).toBe(join(home, 'new'))
  expect(realPath(at('link/new'))).toBe(join(home, 'deep/new'))
})

test('a file in a folder that is not there has the path that its text reads as', () => {
  expect(realPath('/none/such/../file')).toBe('/none/file')
})
