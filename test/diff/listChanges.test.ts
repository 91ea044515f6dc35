import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ListChange, listChanges } from '../../src/diff/listChanges.ts'

const list = fc.array(fc.constantFrom(...'abcdefgh'), { maxLength: 40 })
/** From where nothing is found one by one to where everything is. */
const bound = fc.constantFrom(1, 3, 1000)

/** The first list with the changes made in it. */
function applied(
  before: readonly string[],
  after: readonly string[],
  changes: readonly ListChange[],
): string[] {
  const result: string[] = []
  let at = 0
  for (const change of changes) {
    result.push(...before.slice(at, change.before), ...after.slice(change.after, change.after + change.added))
    at = change.before + change.removed
  }
  return [...result, ...before.slice(at)]
}

describe('the changes of a list', () => {
  test('make it into the other, whatever the bound', () => {
    fc.assert(
      fc.property(list, list, bound, (before, after, maxEdits) => {
        expect(applied(before, after, listChanges(before, after, maxEdits))).toEqual(after)
      }),
    )
  })

  test('are none for a list and itself', () => {
    fc.assert(
      fc.property(list, bound, (one, maxEdits) => {
        expect(listChanges(one, one, maxEdits)).toEqual([])
      }),
    )
  })

  test('have members between them that both lists have, and change something each', () => {
    fc.assert(
      fc.property(list, list, bound, (before, after, maxEdits) => {
        const changes = listChanges(before, after, maxEdits)
        for (const [place, change] of changes.entries()) {
          const last = changes[place - 1]
          expect(change.removed + change.added).toBeGreaterThan(0)
          if (last !== undefined) expect(change.before).toBeGreaterThan(last.before + last.removed)
        }
      }),
    )
  })

  test('are as many for the lists the other way round', () => {
    const size = (changes: readonly ListChange[]) =>
      changes.reduce((sum, { removed, added }) => sum + removed + added, 0)
    fc.assert(
      fc.property(list, list, (before, after) => {
        expect(size(listChanges(before, after, 1000))).toBe(size(listChanges(after, before, 1000)))
      }),
    )
  })

  test('are found between lines that stand once in both where there are too many of them', () => {
    const before = Array.from({ length: 3000 }, (_, i) => (i % 5 === 0 ? `old ${i}` : `line ${i}`))
    const after = before.map((line) => line.replace('old', 'new'))
    const changes = listChanges(before, after, 1000)
    expect(changes).toHaveLength(600)
    expect(changes[1]).toEqual({ before: 5, after: 5, removed: 1, added: 1 })
  })

  test('of lists with nothing in common are one, found in a time that does not explode', () => {
    const before = Array.from({ length: 100_000 }, (_, i) => `${i % 2}`)
    const after = Array.from({ length: 100_000 }, (_, i) => `${(i * 7) % 3}x`)
    const { user } = process.cpuUsage()
    expect(listChanges(before, after, 1000)).toEqual([
      { before: 0, after: 0, removed: 100_000, added: 100_000 },
    ])
    // All pairs of members would be 10,000 million.
    expect(process.cpuUsage().user - user).toBeLessThan(5_000_000)
  })
})
