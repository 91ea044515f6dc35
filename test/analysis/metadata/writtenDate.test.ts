import fc from 'fast-check'
import { expect, test } from 'vitest'
import { machineDate } from '../../../src/analysis/metadata/machineDate.ts'
import { writtenDate } from '../../../src/analysis/metadata/writtenDate.ts'

const style = { language: null, monthFirst: false }
const read = (text: string, language: string | null = null) => writtenDate(text, { ...style, language })

test.each([
  ['2024-05-17', '2024-05-17'],
  ['2024-05-17T10:30:00.123+02:00', '2024-05-17T10:30:00+02:00'],
  ['2024-05-17 10:30:00Z', '2024-05-17T10:30:00Z'],
  ['2024-05-17T10:30:00+0000', '2024-05-17T10:30:00Z'],
  ['Fri, 17 May 2024 10:30:00 GMT', '2024-05-17T10:30:00Z'],
  ['Fri, 17 May 2024 10:30:00 -0500', '2024-05-17T10:30:00-05:00'],
  ['Fri May 17 2024 10:30:00 GMT+0200 (CEST)', '2024-05-17T10:30:00+02:00'],
  ['Updated May 17th, 2024 at 3:05 PM', '2024-05-17T15:05:00'],
  ['Sept. 4, 2025', '2025-09-04'],
  ['17. Mai 2024', '2024-05-17'],
  ['1er février 2024', '2024-02-01'],
  ['17 de mayo de 2024', '2024-05-17'],
  ['17 maja 2024', '2024-05-17'],
  ['17 мая 2024 г.', '2024-05-17'],
  ['2024. május 17.', '2024-05-17'],
  ['2024年5月17日', '2024-05-17'],
  ['2024년 5월 17일', '2024-05-17'],
  ['17 tháng 5, 2024', '2024-05-17'],
  ['17 พฤษภาคม 2567', '2024-05-17'],
  ['17.05.2024', '2024-05-17'],
  ['5/17/2024', '2024-05-17'],
  ['on the 31st of a month, 2024, or 17 May 2024', '2024-05-17'],
])('%s is %s', (text, iso) => {
  expect(read(text)).toBe(iso)
})

test.each([
  '2024-02-30',
  '0001-01-01T00:00:00',
  '1970-01-01',
  '17 horses 2024',
  'May 2024',
  '12345-05-17',
  '',
])('%j is no date', (text) => {
  expect(read(text)).toBeNull()
})

test('a word that is two months is read by the language of the page', () => {
  expect(read('5. listopada 2024', 'hr')).toBe('2024-10-05')
  expect(read('5 listopada 2024', 'pl')).toBe('2024-11-05')
})

test('data may give a date as digits', () => {
  const data = (value: unknown) => machineDate(value, style)
  expect(data('20240517')).toBe('2024-05-17')
  expect(data(1715941800)).toBe('2024-05-17T10:30:00Z')
  expect(data('1715941800000')).toBe('2024-05-17T10:30:00Z')
  expect([data(Number.NaN), data(null), data({}), data(-1), data('x'.repeat(1000))]).toEqual(
    Array(5).fill(null),
  )
})

test('every day is read as it is written', () => {
  const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  const languages = fc.constantFrom(
    'en-US',
    'de-DE',
    'fr-FR',
    'es-ES',
    'pt-BR',
    'ru-RU',
    'pl-PL',
    'ja-JP',
    'tr-TR',
  )
  fc.assert(
    fc.property(days, languages, (day, language) => {
      const written = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(day)
      expect(read(written, language.slice(0, 2))).toBe(day.toISOString().slice(0, 10))
    }),
    { numRuns: 60 },
  )
})
