import { describe, expect, test } from 'vitest'
import { hashedParagraphs, paragraphHashes } from '../../../src/analysis/features/paragraphHashes.ts'

const first = 'The mill by the river turns on every day of the week.'
const second = 'The wheel of the mill is made of oak, and as old as the dam.'
const hashOf = (text: string) => paragraphHashes(text)[0]

describe('paragraph hashes', () => {
  test('are one for each paragraph, in order, the same ones once', () => {
    const hashes = [...paragraphHashes([first, second, first].join('\n\n'))]
    expect(hashes).toEqual([hashOf(first), hashOf(second)])
    expect(hashes[0]).not.toBe(hashes[1])
    for (const hash of hashes) expect(hash).toBeGreaterThanOrEqual(0)
  })

  test('take no notice of white space', () => {
    expect(hashOf(`\n \n  ${first.replaceAll(' ', ' \n\t')}\u00a0`)).toBe(hashOf(first))
    expect([...paragraphHashes(`${first}\n \t\n${second}`)]).toHaveLength(2)
  })

  test('are of paragraphs of 40 characters or more', () => {
    expect([...paragraphHashes(`${'m'.repeat(39)}\n\n${'m'.repeat(40)}`)]).toEqual([hashOf('m'.repeat(40))])
    expect([...paragraphHashes(`mill${' '.repeat(50)}wheel`)]).toEqual([])
    expect([...paragraphHashes('')]).toEqual([])
  })

  test('are at most 256', () => {
    const text = Array.from({ length: 300 }, (_, i) => `${i}: ${first}`).join('\n\n')
    expect(paragraphHashes(text)).toHaveLength(256)
    expect(paragraphHashes(text)[255]).toBe(hashOf(`255: ${first}`))
  })

  test('come with their paragraphs on one line', () => {
    expect(hashedParagraphs(` ${first.replace(' ', '\n')}`)).toEqual([{ hash: hashOf(first), text: first }])
  })
})
