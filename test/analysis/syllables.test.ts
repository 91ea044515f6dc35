import { expect, test } from 'vitest'
import { syllables } from '../../src/analysis/syllables.ts'

test.each([
  [
    'en',
    'mill 1 river 2 the 1 table 2 tables 2 walked 1 wanted 2 business 2 every 2 video 3 idea 3 creating 3 social 2',
  ],
  [
    'en',
    'quality 3 experience 4 playing 2 science 2 something 2 movement 2 professional 4 rhythm 1 houses 2 various 3',
  ],
  [
    'de',
    'mühle 2 fluss 1 theater 3 idee 2 bauer 2 zeitung 2 beobachten 4 universität 5 schreien 2 station 3',
  ],
  ['es', 'molino 3 río 2 agua 2 ciudad 2 poeta 3 país 2 teoría 4 cuidado 3 guerra 2 aéreo 4'],
  ['it', 'mulino 3 fiume 2 paese 3 città 2 teatro 3 buono 2'],
  ['fr', 'moulin 2 rivière 2 parlent 1 théâtre 2 noël 2 société 4 année 2 oiseau 2 les 1'],
  ['pt', 'moinho 2 farinha 3 coração 3 país 2 não 1'],
  ['nl', 'molen 2 geïnteresseerd 5 familie 3 vrouw 1'],
  ['ru', 'мельница 3 река 2 съезд 1'],
  ['tr', 'değirmen 3 saat 2 kıyısındaki 5'],
])('syllables in %s: %s', (language, list) => {
  const pairs = [...list.matchAll(/(\S+) (\d)/g)].map(([, word = '', count]) => [word, Number(count)])
  expect(pairs.map(([word]) => [word, syllables(String(word), language)])).toEqual(pairs)
})

test('a word of a million vowels has no more than a hundred', () => {
  expect(syllables('ao'.repeat(500_000), 'es')).toBeLessThanOrEqual(100)
})
