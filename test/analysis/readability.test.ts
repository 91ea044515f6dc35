import { describe, expect, test } from 'vitest'
import { readability } from '../../src/analysis/readability.ts'
import { sentences } from '../../src/analysis/sentences.ts'
import { tokens } from '../../src/analysis/tokens.ts'
import { vocabulary } from '../../src/analysis/vocabulary.ts'

const of = (text: string, language: string | null) =>
  readability(vocabulary(tokens(text)), sentences(text), language)

/** Ten sentences of four words: 4 letters a word, one syllable a word. */
const plain = 'Mill wets that corn. '.repeat(10)
const hard =
  'Institutional considerations necessitate comprehensive administrative reorganisation notwithstanding considerable opposition. '.repeat(
    5,
  )

describe('readability', () => {
  test('is what the formulas say of 40 words in 10 sentences, all of one syllable and four letters', () => {
    expect(of(plain, 'en')).toEqual({
      fleschReadingEase: 118.18,
      fleschKincaidGrade: -2.23,
      gunningFog: 1.6,
      smog: 3.13,
      colemanLiau: 0.32,
      automatedReadability: -0.59,
      lix: 4,
      rix: 0,
    })
  })

  test('has the formulas of the language', () => {
    const names = (language: string) => Object.keys(of(plain, language) ?? {}).join(' ')
    expect(names('de')).toBe('amstad wienerSachtext lix rix')
    expect(names('es')).toBe('fernandezHuerta szigrisztPazos lix rix')
    expect(names('fr')).toBe('kandelMoles lix rix')
    expect(names('it')).toBe('gulpease fleschVacca lix rix')
    expect(names('sv')).toBe('lix rix')
    expect(of(plain, 'it')?.gulpease).toBe(124)
    expect(of(plain, 'de')?.amstad).toBe(117.5)
  })

  test('tells hard texts from easy ones', () => {
    expect(of(hard, 'en')?.fleschReadingEase).toBeLessThan(0)
    expect(of(hard, 'en')?.fleschKincaidGrade).toBeGreaterThan(20)
    expect(of(hard, 'en')?.lix).toBeGreaterThan(80)
  })

  test('is null for a short text and for a language without formulas', () => {
    expect(of('The mill turns.', 'en')).toBeNull()
    expect(of(plain, 'ja')).toBeNull()
    expect(of(plain, 'ar')).toBeNull()
    expect(of(plain, null)).toBeNull()
  })
})
