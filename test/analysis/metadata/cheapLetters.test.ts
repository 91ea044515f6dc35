import { expect, test } from 'vitest'
import { cheapLetters } from '../../../src/analysis/metadata/cheapLetters.ts'
import { monthNames } from '../../../src/analysis/metadata/monthNames.ts'

const letters = cheapLetters(/^LETTER+$/)
const cased = cheapLetters(/^CASED$/)

test('every letter and mark of a month’s name is one', () => {
  const words = Object.values(monthNames).flatMap((names) => names.split(/[ /]/))
  const others = words.filter((word) => !letters.test(word.replace(/[.\d\s]/g, '')))
  expect(others.filter((word) => /\p{L}/u.test(word))).toEqual([])
})

test('no digit, space or punctuation of the scripts near ours is one', () => {
  const others =
    '0123456789 \u00a0\t.,:;!?/|()[]{}<>@#$%&*+-_=~^"\'`“”‘’„«»·•–—…→►×÷¿¡§©®°²、。「」（）：！？'
  expect([...others].filter((character) => letters.test(character))).toEqual([])
})

test('letters that are neither large nor small have no case', () => {
  expect([...'aZéßÆжЖωΩ'].filter((letter) => !cased.test(letter))).toEqual([])
  expect([...'東あ한กא'].filter((letter) => cased.test(letter))).toEqual([])
})
