import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readConfigFile } from '../../src/config/readConfigFile.ts'
import { resolveOptions } from '../../src/config/resolveOptions.ts'
import { flagSettings } from '../../src/config/textSettings.ts'
import type { SelectorMap } from '../../src/types.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const flag = (...texts: string[]) => flagSettings(new Map([['selectors', texts]])).get('analysis.selectors')
const parsed = (json: string) => JSON.parse(json) as SelectorMap

describe('the names of selectors', () => {
  test('may be those that every object has', () => {
    const selectors = {
      constructor: 'a',
      toString: ['b'],
      hasOwnProperty: { selector: 'c', value: 'valueOf' },
    }
    expect(flag(JSON.stringify(selectors))).toEqual(selectors)
    expect(flag('constructor=a', 'valueOf=b')).toEqual({ constructor: 'a', valueOf: 'b' })
  })

  test.each(['__proto__=a', '{"__proto__":"a"}', '{"a":{"selector":"b","value":{"__proto__":"c"}}}'])(
    'may not be the one that would be lost: %s',
    (text) => {
      expect(() => flag('good=a', text)).toThrow(/__proto__ cannot stand here: a selector needs another name/)
    },
  )

  test('may not be lost in a file or in options either', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('c.json'), '{ "analysis": {\n "selectors": { "__proto__": ".price" } } }')
    await expect(readConfigFile(at('c.json'))).rejects.toThrow(/c\.json:2:\d+: .*__proto__ cannot stand here/)
    const options = { analysis: { selectors: parsed('{"__proto__":"a"}') } }
    expect(() => resolveOptions(options)).toThrow('analysis.selectors.__proto__ cannot stand here')
  })
})
