import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareCodePoints } from '../../src/analysis/compareCodePoints.ts'
import { anyText } from './support/anyText.ts'

const wellFormedText = anyText.map((text) => text.toWellFormed())

test('strings are ordered as their code points are', () => {
  fc.assert(
    fc.property(wellFormedText, wellFormedText, (a, b) => {
      const order = Buffer.compare(Buffer.from(a), Buffer.from(b))
      expect(Math.sign(compareCodePoints(a, b))).toBe(order)
    }),
  )
})
