import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lenientJson } from '../../../src/analysis/metadata/lenientJson.ts'
import { metadataOf, metadataOfFixture } from './support/metadataOf.ts'

describe('JSON-LD', () => {
  test('is read as far as it can be, block by block', () => {
    expect(metadataOfFixture('broken-json-ld').jsonLd).toEqual([
      { '@type': 'Thing', name: 'comments', list: [1, 2, 3] },
      { '@type': 'Thing', name: 'a line\nbreak' },
      { '@type': 'Thing', name: 'one' },
      { '@type': 'Thing', name: 'two' },
      { '@type': 'Thing', name: 'entities' },
      { '@type': 'Thing', name: 'the "great" wheel', missing: 'comma' },
      { '@type': 'Thing', name: "it's escaped", no: null },
      { '@type': 'Thing', name: 'cut off', parts: [{ name: 'still he' }] },
      { '@type': 'Thing', name: 'prototype' },
      { '@type': 'Thing', name: 'byte order mark' },
    ])
  })

  test('is bounded in depth and in number', () => {
    const block = (json: string) => metadataOf(`<script type="application/ld+json">${json}</script>`).jsonLd
    const deep = JSON.stringify(block(`${'{"a":'.repeat(100_000)}1`))
    expect(deep.length).toBeLessThan(500)
    expect(JSON.stringify(block(`[${'{"a":1},'.repeat(50_000)}{}]`)).length).toBeLessThan(200_000)
    expect(block(`["${'a'.repeat(1_000_001)}"]`)).toEqual([])
  })

  test('pollutes nothing', () => {
    metadataOfFixture('broken-json-ld')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

describe('lenient JSON', () => {
  test('gives what strict JSON gives', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(lenientJson(json)).toEqual([JSON.parse(json)])
      }),
    )
  })

  test('survives being wrapped, joined and given commas', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (object) => {
        const json = JSON.stringify(object)
        const broken = `<!-- ${json.replace(/\}$/, ',}')} ${json} -->`
        expect(lenientJson(broken)).toEqual([JSON.parse(json), JSON.parse(json)])
      }),
    )
  })

  test('never throws', () => {
    const token = fc.constantFrom(
      ...'{ } [ ] , : " \\ / * // /* */ <!-- --> ]]> &quot; \n \u0000 a 1'.split(' '),
    )
    fc.assert(
      fc.property(fc.array(token), (tokens) => {
        expect(Array.isArray(lenientJson(tokens.join('')))).toBe(true)
      }),
    )
  })

  test.each(['"', '"a', '{"', '[', '/*', '\\', '{"a":"b" ', '<!--'])(
    'takes time linear in %j, repeated',
    (unit) => {
      const startedAt = performance.now()
      lenientJson(`{${unit.repeat(100_000)}`)
      expect(performance.now() - startedAt).toBeLessThan(1000)
    },
  )

  test.each([' ', '; ', ';'])('takes time linear in %j before something else, repeated', (unit) => {
    const startedAt = performance.now()
    lenientJson(`x${unit.repeat(100_000)}x`)
    expect(performance.now() - startedAt).toBeLessThan(1000)
  })

  test('takes no notice of the semicolons of a script', () => {
    expect(lenientJson('\ufeff {"a":";"} ; ;\n')).toEqual([{ a: ';' }])
  })
})
