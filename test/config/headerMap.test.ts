import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resolveOptions } from '../../src/config/resolveOptions.ts'
import type { HeaderMap } from '../../src/types.ts'

const headers = (map: HeaderMap) => resolveOptions({ fetch: { headers: map } }, {}).fetch.headers

describe('headers', () => {
  test.each([
    'Connection',
    'content-length',
    'expect',
    'HOST',
    'keep-alive',
    'proxy-authorization',
    'proxy-connection',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
  ])('%s is refused', (name) => {
    expect(() => headers({ [name]: 'x' })).toThrow(`fetch.headers.${name} cannot be set`)
  })

  test.each(['', ' x', 'x ', 'a\nb', 'a\r\nb: c', 'a\0', 'é', '\u007f'])(
    'the value %j is refused',
    (value) => {
      expect(() => headers({ x: value })).toThrow('fetch.headers.x is "…", but fetch.headers must be')
    },
  )

  test.each(['', 'a b', 'a:b', ':path', 'é', 'a\n'])('the name %j is refused', (name) => {
    expect(() => headers({ [name]: 'x' })).toThrow('cannot stand here: it is no name of a header')
  })

  test('what is taken is sent as it is', () => {
    const taken: string[] = []
    const isTaken = (value: string): boolean => {
      try {
        return headers({ x: value }).x === value
      } catch {
        return false
      }
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 3 }), (value) => {
        if (!isTaken(value)) return
        taken.push(value)
        expect(new Headers({ x: value }).get('x')).toBe(value)
      }),
    )
    expect(taken.length).toBeGreaterThan(5)
  })
})
