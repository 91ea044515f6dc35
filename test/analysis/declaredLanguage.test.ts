import { expect, test } from 'vitest'
import { declaredLanguage, primaryLanguage } from '../../src/analysis/declaredLanguage.ts'
import { partsOf } from './support/partsOf.ts'

const languageOf = (markup: string) => declaredLanguage(partsOf(markup).notable)

test('the declared language is the root’s, as written', () => {
  expect(languageOf('<html lang=" de-AT "><meta http-equiv=content-language content=en>')).toBe('de-AT')
  expect(languageOf('<html xml:lang="fr">')).toBe('fr')
  expect(declaredLanguage(partsOf('<feed xml:lang="sv"/>', 'xml').notable)).toBe('sv')
})

test('else that of a content-language which names one', () => {
  expect(languageOf('<html lang=""><meta http-equiv="Content-Language" content="nl">')).toBe('nl')
  expect(languageOf('<meta http-equiv="content-language" content="nl, en">')).toBeNull()
})

test('the language is the primary subtag, lower case', () => {
  expect(['EN-us', 'pt_BR', 'zh-Hant-TW', 'gsw'].map(primaryLanguage)).toEqual(['en', 'pt', 'zh', 'gsw'])
  expect([null, '', 'und', 'x-klingon', '{{ lang }}', 'e'].map(primaryLanguage)).toEqual(Array(6).fill(null))
})
