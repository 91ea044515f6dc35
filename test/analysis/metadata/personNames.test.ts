import fc from 'fast-check'
import { expect, test } from 'vitest'
import { personNames } from '../../../src/analysis/metadata/personNames.ts'
import { anyText } from '../support/anyText.ts'

test.each([
  ['By Ada Miller', ['Ada Miller']],
  ['Written by: Ada Miller on May 5, 2024', ['Ada Miller']],
  ['ADA MILLER | Staff Writer', ['ADA MILLER']],
  ['Ada Miller Senior Editor', ['Ada Miller']],
  ['Ada Miller · 5 min read', ['Ada Miller']],
  ['Ada Miller 17. Mai 2024', ['Ada Miller']],
  ['Ada Miller, MD, PhD and Tom Weir, RN', ['Ada Miller, MD, PhD', 'Tom Weir, RN']],
  ['Por José Ángel y Andrée Núñez', ['José Ángel', 'Andrée Núñez']],
  ['Von Ada Müller, Tom Wehr & Jan van der Berg', ['Ada Müller', 'Tom Wehr', 'Jan van der Berg']],
  ['作者：李雷', ['李雷']],
  ['Автор: Иван Петров', ['Иван Петров']],
  ['@ada', ['ada']],
  ['<b>Ada Miller</b>', ['Ada Miller']],
  ['Ada Miller ada@mill.example', ['Ada Miller']],
  ['https://mill.example/ada', []],
  ['admin', []],
  ['5 minutes', []],
  ['  ', []],
])('in %j are named %j', (text, names) => {
  expect(personNames(text)).toEqual(names)
})

test('whatever is written, names are short texts', () => {
  const piece = fc.oneof(anyText, fc.constantFrom('By ', ' and ', ', ', 'Ada', ' | ', 'MD', '2024', '\n'))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      for (const name of personNames(pieces.join(''))) {
        expect(name.length).toBeLessThan(300)
        expect(name.isWellFormed()).toBe(true)
      }
      expect(personNames(pieces)).toEqual([])
    }),
  )
})
