import { expect, test } from 'vitest'
import { checkSelectors } from '../../src/analysis/checkSelectors.ts'
import { ConfigError } from '../../src/errors.ts'
import type { SelectorMap } from '../../src/types.ts'

function refusal(selectors: SelectorMap): ConfigError {
  try {
    checkSelectors(selectors)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('was not refused')
}

test.each<[string, SelectorMap]>([
  ['analysis.selectors.a', { a: '::::' }],
  ['analysis.selectors.a.0', { good: 'p', a: ['::::'] }],
  ['analysis.selectors.a.selector', { a: { selector: '::::', value: 'href' } }],
  ['analysis.selectors.a.0.selector', { a: [{ selector: '::::' }] }],
  ['analysis.selectors.a.value.b', { a: { selector: 'p', value: { good: 'b', b: '::::' } } }],
  [
    'analysis.selectors.a.0.value.b.0.value.c.selector',
    { a: [{ selector: 'p', value: { b: [{ selector: 'b', value: { c: { selector: '::::' } } }] } }] },
  ],
])('a selector that is none is named by its path: %s', (key, selectors) => {
  const { message, problems } = refusal(selectors)
  expect(message).toBe(`${key} is "::::", but must be a CSS selector: Expected name, found ::::`)
  expect(problems).toMatchObject([{ key, value: '::::', allowed: 'a CSS selector' }])
})

test('every selector that is none is named', () => {
  const { message } = refusal({ a: 'p:nope', good: 'p', b: { selector: '[', value: { c: 'i:has(:nope)' } } })
  expect(message.split('\n')).toEqual([
    'analysis.selectors.a is "p:nope", but must be a CSS selector: Unknown pseudo-class :nope',
    expect.stringMatching(/^analysis\.selectors\.b\.selector is "\[", but must be a CSS selector: /),
    expect.stringMatching(/^analysis\.selectors\.b\.value\.c is "i:has\(:nope\)", but must be /),
  ])
})

test('what cheerio takes is none of them', () => {
  const value = { name: 'b:first', all: ['> i'], rest: { selector: 'u, s', value: 'no selector {' } } as const
  expect(() => checkSelectors({ a: 'p:contains("::::")', b: [{ selector: 'li', value }] })).not.toThrow()
})
