import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellsOf, tableLine } from '../../src/cli/demoColumns.ts'

test('pads a short text on its side and cuts a long one with an ellipsis', () => {
  const columns = [{ cells: 5, align: 'right' as const }, { cells: 6 }, { cells: 3 }]
  expect(tableLine(columns, ['12', 'weir', 'mill'])).toBe('   12  weir    mi…')
  expect(tableLine(columns, ['1', '水車の音', ''])).toBe('    1  水車…')
})

test('counts two cells for a wide character and one for a letter with its accents', () => {
  expect(['weir', 'cafe\u0301', '水車', 'ｶﾞ'].map(cellsOf)).toEqual([4, 4, 4, 1])
})

test('never makes a line wider than its columns', () => {
  const texts = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('水車の音')), { maxLength: 3 })
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 20 }), (values, cells) => {
      const line = tableLine([{ cells }, { cells, align: 'right' }, { cells }], values)
      expect(cellsOf(line)).toBeLessThanOrEqual(3 * cells + 4)
    }),
  )
})
