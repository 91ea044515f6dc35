import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { analysisKey } from '../../src/analysis/analysisKey.ts'
import { resolveOptions } from '../../src/config/resolveOptions.ts'
import { InputError } from '../../src/errors.ts'
import type { ScraperOptions } from '../../src/types.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const keyOf = (analysis: ScraperOptions['analysis'] = {}): string =>
  analysisKey(resolveOptions({ analysis }).analysis, null)

describe('the key of an analysis', () => {
  test('is the same for what changes no result', () => {
    expect(keyOf()).toMatch(/^[0-9a-f]{16}$/)
    expect(keyOf({ threads: 3, timeoutMs: 77, maxHeapMb: 99 })).toBe(keyOf())
    // There is no module whose errors there could be.
    expect(keyOf({ moduleErrors: 'keep' })).toBe(keyOf())
  })

  test('differs with the selectors, the text of the module and what becomes of its errors', async () => {
    const at = await temporaryFolder()
    const module = at('module.mjs')
    writeFileSync(module, 'export default () => 1')
    const keys = [
      keyOf(),
      keyOf({ selectors: { a: 'p' } }),
      keyOf({ module }),
      keyOf({ module, moduleErrors: 'keep' }),
    ]
    writeFileSync(module, 'export default () => 2')
    keys.push(keyOf({ module }))
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('is not to be had without the module', () => {
    expect(() => keyOf({ module: 'none.mjs' })).toThrow(InputError)
  })
})
