import { describe, expect, test } from 'vitest'
import { createScannedWords, scanWords, wordHash } from '../../../src/analysis/mainText/scannedWords.ts'

function wordsOf(text: string, maxChars = 400): string[] {
  const room = createScannedWords()
  const count = scanWords(text, maxChars, room)
  return Array.from({ length: count }, (_, at) => text.slice(room.starts[at], room.ends[at]))
}

describe('scanned words', () => {
  test('are runs of letters, camel case taken apart', () => {
    expect(wordsOf('post-body mainContent entry__title2')).toEqual([
      'post',
      'body',
      'main',
      'Content',
      'entry',
      'title',
    ])
  })

  test('come once, whatever their case', () => {
    expect(wordsOf('Post post POST')).toEqual(['Post'])
  })

  test('have 2 to 20 letters, but for the copyright sign', () => {
    expect(wordsOf(`a bb ${'c'.repeat(20)} ${'d'.repeat(21)} © 2026`)).toEqual(['bb', 'c'.repeat(20), '©'])
  })

  test('are 24 at most, from the beginning of the text', () => {
    const many = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at).repeat(2)).join(' ')
    expect(wordsOf(many)).toHaveLength(24)
    expect(wordsOf('one two three', 6)).toEqual(['one', 'tw'])
  })

  test('have the number of their lower case', () => {
    const room = createScannedWords()
    scanWords('Related', 400, room)
    expect(room.hashes[0]).toBe(wordHash('related'))
  })
})
