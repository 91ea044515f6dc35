import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { loadCustomAnalyser } from '../../src/analysis/loadCustomAnalyser.ts'
import { InputError } from '../../src/errors.ts'

const folder = mkdtempSync(join(tmpdir(), 'textmill-'))
afterAll(() => rmSync(folder, { recursive: true }))

function moduleOf(name: string, source: string): string {
  const file = join(folder, name)
  writeFileSync(file, source)
  return file
}

describe('the user’s module', () => {
  test('is loaded from a path or a file URL', async () => {
    const file = moduleOf('my analyser.mjs', 'export default ({ text }) => text.length')
    const load = (path: string) => loadCustomAnalyser(path, 'fail')
    expect(await load(file)).toBeTypeOf('function')
    expect(await load(pathToFileURL(file).href)).toBe(await load(file))
  })

  test.each([
    ['missing.mjs', null, 'cannot be loaded'],
    ['throws.mjs', 'throw new Error("no luck")', 'Error: no luck'],
    ['syntax.mjs', 'export default (', 'cannot be loaded'],
    ['named.mjs', 'export const analyse = 1', 'not nothing'],
    ['object.mjs', 'export default {}', 'not a value of type object'],
  ])('is refused with a clear error: %s', async (name, source, message) => {
    const file = source === null ? join(folder, name) : moduleOf(name, source)
    const loading = loadCustomAnalyser(file, 'keep')
    await expect(loading).rejects.toThrow(InputError)
    await expect(loading).rejects.toThrow(message)
    await expect(loading).rejects.toThrow(name)
  })
})
