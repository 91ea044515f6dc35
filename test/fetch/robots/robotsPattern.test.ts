import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesPattern } from '../../../src/fetch/robots/robotsPattern.ts'

const text = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'b'), maxLength })

test('a pattern matches as the regular expression of the same meaning does', () => {
  const parts = fc.array(fc.oneof(text(3), text(24)), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(parts, fc.boolean(), text(80), text(4), (literals, isAnchored, filler, tail) => {
      const pattern = literals.join('*') + (isAnchored ? '$' : '')
      const meaning = new RegExp(`^${literals.join('.*')}${isAnchored ? '$' : ''}`)
      for (const path of [filler, literals.join(tail), literals.join(filler) + tail]) {
        expect(matchesPattern(pattern, path)).toBe(meaning.test(path))
      }
    }),
  )
})

test('neither many stars nor unlucky letters make a long path slow', () => {
  const path = `/${'a'.repeat(100_000)}`
  const unlucky = `/*${'a'.repeat(8000)}b${'a'.repeat(8000)}`
  const start = performance.now()
  expect(matchesPattern('/*a*a*a*a*b', path)).toBe(false)
  expect(matchesPattern(`/${'*a'.repeat(5000)}*b`, path)).toBe(false)
  expect(matchesPattern(`/${'*'.repeat(10_000)}$`, path)).toBe(true)
  expect(matchesPattern(`/*${'a'.repeat(8000)}$`, path)).toBe(true)
  expect(matchesPattern(unlucky, path)).toBe(false)
  expect(performance.now() - start).toBeLessThan(200)
})
